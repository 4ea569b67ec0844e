import type { ServerBuild } from "react-router";
import { readForm } from "./form.server.ts";
import { httpError } from "./http-error.ts";
import { asHttpError } from "./http-errors.server.ts";
import { keepForm } from "./kept-form.ts";
import { currentRequest } from "./request-context.server.ts";
import { SignedOutError } from "./signed-out-error.ts";

type Handler = (args: never) => unknown;
type AnyHandler = (args: { request: Request }) => unknown;

/**
 * React Router's build as this server runs it. Every loader and action answers the domain's errors with their statuses, so
 * that no route can forget to; an action answers somebody whose session has ended with what they typed. Behind a proxy that does not forward the protocol, a form's origin is compared with the
 * public host.
 * @param origin public origin, if configured
 */
export function prepareBuild(build: ServerBuild, origin: string | undefined): ServerBuild {
  const routes = Object.fromEntries(
    Object.entries(build.routes).map(([id, route]) => {
      if (!route) return [id, route];
      const { loader, action } = route.module;
      const module = {
        ...route.module,
        ...(loader && { loader: answeringErrors(loader) }),
        ...(action && { action: answeringErrors(keepingForm(action)) }),
      };
      return [id, { ...route, module }];
    }),
  );
  const allowedActionOrigins = origin === undefined ? build.allowedActionOrigins : [new URL(origin).host];
  return { ...build, routes, allowedActionOrigins } as ServerBuild;
}

function answeringErrors<H extends Handler>(handler: H): H {
  const wrapped = async (args: { request: Request }) => {
    try {
      return await (handler as unknown as AnyHandler)(args);
    } catch (error) {
      throw import.meta.env.DEV ? asHttpError(error) : asFailure(asHttpError(error), args.request);
    }
  };
  return wrapped as unknown as H;
}

/** A form of somebody who is not signed in any more is not lost: the page of the answer 401 holds it, to be sent again. */
function keepingForm<H extends Handler>(action: H): H {
  const wrapped = async (args: { request: Request }) => {
    try {
      return await (action as unknown as AnyHandler)(args);
    } catch (error) {
      if (!(error instanceof SignedOutError)) throw error;
      throw httpError(401, { kept: keepForm(error.page, await readForm(args.request)) });
    }
  };
  return wrapped as unknown as H;
}

/**
 * What nobody meant to answer with, as the page that names the request: a browser that goes from page to page has no other way to
 * know which of its requests failed. A developer's page shows the error itself.
 */
function asFailure(error: unknown, request: Request): unknown {
  const facts = currentRequest();
  if (!(error instanceof Error) || !facts || request.signal.aborted) return error;
  facts.log.error({ err: error }, "request failed");
  return httpError(500, { requestId: facts.id });
}
