import type { RequestListener } from "node:http";
import { createRequestListener } from "@remix-run/node-fetch-server";
import { createRequestHandler, RouterContextProvider, type ServerBuild } from "react-router";
import type { Services } from "./app.server.ts";
import { compress } from "./compress.server.ts";
import { describeRequest } from "./describe-request.server.ts";
import { finishResponse } from "./finish-response.server.ts";
import { houseError } from "./house-error.server.ts";
import { limitBody } from "./limit-body.server.ts";
import { logRequest } from "./log-request.server.ts";
import { isCrossOriginWrite } from "./refuse-cross-origin.server.ts";
import { bindRequest, currentRequest, type RequestFacts, runRequest } from "./request-context.server.ts";

/** Answers every request that no file answers. */
export function createAppListener(
  services: Services,
  build: ServerBuild | (() => Promise<ServerBuild>),
): RequestListener {
  const { env, log } = services;
  const development = env.mode === "development";
  const handle = createRequestHandler(build, env.mode);

  // The same adapter that @react-router/node wraps, taken directly for `trustProxy` and `onError`, which it hides.
  const listen = createRequestListener(
    async (request: Request) => {
      const facts = currentRequest() ?? unreachable();
      const response = await answer(request, facts);
      return compress(
        finishResponse(request, response, facts, development),
        request.headers.get("Accept-Encoding"),
      );
    },
    {
      trustProxy: env.trustProxy,
      // Only a request that cannot even be read, or a response that broke on its way, comes here.
      onError(error) {
        const facts = currentRequest();
        (facts?.log ?? log).warn({ err: error }, "request could not be read or answered");
        return facts ? houseError(400, facts) : undefined;
      },
    },
  );

  async function answer(request: Request, facts: RequestFacts): Promise<Response> {
    if (isCrossOriginWrite(request, facts.origin)) return houseError(400, facts);
    const body = limitBody(request);
    if (body.exceeded()) return houseError(413, facts);
    const context = new RouterContextProvider();
    bindRequest(context, { facts, services, request });
    try {
      const response = await handle(body.request, context);
      if (body.exceeded()) return houseError(413, facts);
      return isBare(response) && wantsPage(request) ? houseError(response.status, facts) : response;
    } catch (error) {
      facts.log.error({ err: error }, "request failed outside the routes");
      return houseError(500, facts);
    }
  }

  return (req, res) => {
    const facts = describeRequest(req, env, log);
    res.once("close", () => logRequest(req, res, facts));
    runRequest(facts, () => listen(req, res));
  };
}

/** An error of React Router's own making, without a page: a forged form, or a renderer that failed twice. */
function isBare(response: Response): boolean {
  if (response.status < 400) return false;
  const type = response.headers.get("Content-Type");
  return response.body === null || type === null || type.startsWith("text/plain");
}

function wantsPage(request: Request): boolean {
  return /\btext\/html\b/.test(request.headers.get("Accept") ?? "");
}

function unreachable(): never {
  throw new Error("A request is being handled outside its scope.");
}
