import { data, isRouteErrorResponse } from "react-router";
import type { KeptForm } from "./kept-form.ts";

/** What an error page is told beside the status. */
interface HttpErrorDetails {
  /** the position or the filter that was asked for does not exist: offer the list from its beginning */
  offersFirstPage?: true;
  /** of the request that failed, where that may be another than the document's */
  requestId?: string;
  /** the form that was sent by somebody who is not signed in any more */
  kept?: KeptForm;
}

/** What a route throws to answer with the house's page of a status: 400, 401, 403, 404, 409, 500 or 503. */
export function httpError(status: number, details: HttpErrorDetails = {}) {
  return data(details, { status });
}

/** The status of what an error boundary caught, and the details if a route gave any. */
export function readHttpError(error: unknown): HttpErrorDetails & { status: number } {
  if (!isRouteErrorResponse(error)) return { status: 500 };
  const { offersFirstPage, requestId, kept } = (error.data ?? {}) as HttpErrorDetails;
  return {
    status: error.status,
    ...(offersFirstPage && { offersFirstPage }),
    ...(requestId && { requestId }),
    ...(kept && { kept }),
  };
}
