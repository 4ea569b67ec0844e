import { redirect } from "react-router";
import { InvalidCursorError } from "#app/db/keyset/index.ts";
import { DatabaseUnavailableError } from "#app/db/unavailable.ts";
import { ConflictError, FieldError, ForbiddenError, NotFoundError } from "#app/domains/errors.ts";
import { httpError } from "./http-error.ts";
import { currentRequest } from "./request-context.server.ts";
import { signInPath } from "./sign-in-path.ts";
import { SignedOutError } from "./signed-out-error.ts";

/** The domain's errors as answers; anything else is given back as it is, and is a 500. */
export function asHttpError(error: unknown): unknown {
  if (error instanceof SignedOutError) return redirect(signInPath(error.page));
  if (error instanceof NotFoundError) return httpError(404);
  if (error instanceof ForbiddenError) return httpError(403);
  if (error instanceof ConflictError) return httpError(409);
  if (error instanceof InvalidCursorError) return httpError(400, { offersFirstPage: true });
  // Reaches this far only where no form shows it beside its field.
  if (error instanceof FieldError) return httpError(400);
  if (error instanceof DatabaseUnavailableError) {
    // The answer that React Router is given does not say why.
    currentRequest()?.log.error({ err: error }, "database out of reach");
    return httpError(503);
  }
  return error;
}
