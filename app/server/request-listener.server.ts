import type { IncomingMessage, RequestListener } from "node:http";
import { createRequestListener } from "@remix-run/node-fetch-server";
import { createRequestHandler, RouterContextProvider, type ServerBuild } from "react-router";
import type { Services } from "./app.server.ts";
import { compress } from "./compress.server.ts";
import { describeRequest } from "./describe-request.server.ts";
import { finishResponse } from "./finish-response.server.ts";
import { houseError } from "./house-error.server.ts";
import { bodyLimitOf, limitBody } from "./limit-body.server.ts";
import { answeredRequest, logRequest } from "./log-request.server.ts";
import type { PageCache } from "./pages/page-cache.server.ts";
import { isCrossOriginWrite } from "./refuse-cross-origin.server.ts";
import { bindRequest, currentRequest, type RequestFacts, runRequest } from "./request-context.server.ts";

/**
 * Answers every request that no file answers.
 * @param pages asked first
 */
export function createAppListener(
  services: Services,
  build: ServerBuild | (() => Promise<ServerBuild>),
  pages?: PageCache,
): RequestListener {
  const { env, log, observer } = services;
  const development = env.mode === "development";
  const handle = createRequestHandler(build, env.mode);
  const stylesheet = typeof build === "function" ? undefined : build.assets.routes.root?.css?.[0];
  const errorPage = (status: number, facts: RequestFacts) => houseError(status, facts, stylesheet);

  // The same adapter that @react-router/node wraps, taken directly for `trustProxy` and `onError`, which it hides.
  const listen = createRequestListener(
    async (request: Request) => {
      const facts = currentRequest() ?? unreachable();
      const response = finishResponse(request, await answer(request, facts), facts, development);
      pages?.stamp(request, response, facts);
      return compress(response, request.headers.get("Accept-Encoding"));
    },
    {
      trustProxy: env.trustProxy,
      // Only a request that cannot even be read, or a response that broke on its way, comes here.
      onError(error) {
        const facts = currentRequest();
        (facts?.log ?? log).warn({ err: error }, "request could not be read or answered");
        return facts ? errorPage(400, facts) : undefined;
      },
    },
  );

  async function answer(request: Request, facts: RequestFacts): Promise<Response> {
    if (isCrossOriginWrite(request, facts.origin)) return errorPage(400, facts);
    // React Router would serve it, and complain of the path on the console.
    if (!isDecodable(new URL(request.url).pathname)) return errorPage(400, facts);
    const body = limitBody(request, bodyLimitOf(new URL(request.url).pathname));
    if (body.exceeded()) return errorPage(413, facts);
    const context = new RouterContextProvider();
    bindRequest(context, { facts, services, request });
    try {
      const response = await handle(body.request, context);
      if (body.exceeded()) return errorPage(413, facts);
      return lacksPage(response) && wantsPage(request) ? errorPage(response.status, facts) : response;
    } catch (error) {
      facts.log.error({ err: error }, "request failed outside the routes");
      return errorPage(500, facts);
    }
  }

  return (req, res) => {
    req.url = targetPath(req.url);
    const facts = describeRequest(req, env, log);
    res.once("close", () => {
      logRequest(log, req, res, facts);
      observer.request(answeredRequest(req, res, facts));
    });
    res.once("finish", () => discardRest(req));
    runRequest(facts, async () => {
      if (!(await pages?.answer(req, res, facts))) listen(req, res);
    });
  };
}

/**
 * What is left of a body that nobody read, a refused one above all: until it is out of the way, the next request on the
 * same connection would wait for ever.
 */
function discardRest(req: IncomingMessage) {
  if (req.complete) return;
  req.removeAllListeners("data");
  req.resume();
}

/** A proxy may send the whole address (RFC 9112, 3.2.2); a path of slashes and words is meant otherwise. */
function targetPath(target = "/"): string {
  if (target.startsWith("/")) return target;
  const url = URL.parse(target);
  return url ? `${url.pathname}${url.search}` : target;
}

function isDecodable(path: string): boolean {
  try {
    // Its result must be used: a bundler takes the call for one without effects.
    return decodeURI(path) !== "";
  } catch {
    return false;
  }
}

function wantsPage(request: Request): boolean {
  return /\btext\/html\b/.test(request.headers.get("Accept") ?? "");
}

/** An error of React Router's own making (a forged form, a renderer that failed twice) or of a route without a page. */
function lacksPage(response: Response): boolean {
  return response.status >= 400 && !response.headers.get("Content-Type")?.startsWith("text/html");
}

function unreachable(): never {
  throw new Error("A request is being handled outside its scope.");
}
