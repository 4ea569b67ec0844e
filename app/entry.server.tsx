import { PassThrough } from "node:stream";
import { createReadableStreamFromReadable } from "@react-router/node";
import { isbot } from "isbot";
import type { ReactElement } from "react";
import { type RenderToPipeableStreamOptions, renderToPipeableStream, renderToString } from "react-dom/server";
import {
  type EntryContext,
  isRouteErrorResponse,
  type RouterContextProvider,
  type ServerInstrumentation,
  ServerRouter,
} from "react-router";
import { PageFactsProvider } from "./page-facts.tsx";
import { isForAudience } from "./server/audience.server.ts";
import { readHandoff } from "./server/handoff.server.ts";
import { currentRequest, requestFacts } from "./server/request-context.server.ts";

/** Milliseconds after which deferred data that has not come is given up. */
export const streamTimeout = 10_000;

/** Renders a page: whole where all of its data is there, else streamed as it becomes ready. */
export default async function handleRequest(
  request: Request,
  status: number,
  headers: Headers,
  entry: EntryContext,
  context: RouterContextProvider,
): Promise<Response> {
  headers.set("Content-Type", "text/html; charset=utf-8");
  if (request.method === "HEAD") return new Response(null, { status, headers });

  const { nonce, locale, theme, id, queries } = requestFacts(context);
  const isWhole = await readHandoff(entry);
  const page = (
    <PageFactsProvider facts={{ locale, theme, requestId: id, queries }}>
      <ServerRouter context={entry} url={request.url} nonce={nonce} />
    </PageFactsProvider>
  );
  return isWhole
    ? renderWhole(page, { status, headers }, context)
    : renderStream(page, request, { status, headers }, context);
}

interface ResponseHead {
  status: number;
  headers: Headers;
}

/** In one go: several times as fast as a stream, which waits for its reader and is written and compressed in small pieces. */
function renderWhole(page: ReactElement, head: ResponseHead, context: RouterContextProvider): Response {
  const begun = performance.now();
  // This renderer, made for parts of pages, leaves it out.
  const bytes = Buffer.from(`<!DOCTYPE html>${renderToString(page)}`);
  requestFacts(context).timings.add("render", performance.now() - begun);
  head.headers.set("Content-Length", String(bytes.length));
  return new Response(bytes, head);
}

/** The frame first, what is late as it comes; whole for readers who do not wait for more. */
function renderStream(
  page: ReactElement,
  request: Request,
  { status, headers }: ResponseHead,
  context: RouterContextProvider,
): Promise<Response> {
  const { nonce, timings, log } = requestFacts(context);
  const begun = performance.now();
  return new Promise((resolve, reject) => {
    const readyEvent: keyof RenderToPipeableStreamOptions =
      isForAudience(context) || isbot(request.headers.get("User-Agent")) ? "onAllReady" : "onShellReady";
    let answered = false;
    let code = status;
    const timeout = setTimeout(() => abort(new Error("Rendering took too long.")), streamTimeout + 1000);

    const { pipe, abort } = renderToPipeableStream(page, {
      nonce,
      [readyEvent]() {
        answered = true;
        timings.add("render", performance.now() - begun);
        const body = new PassThrough();
        body.once("close", () => clearTimeout(timeout));
        resolve(new Response(createReadableStreamFromReadable(body), { status: code, headers }));
        pipe(body);
      },
      onShellError(error) {
        clearTimeout(timeout);
        reject(error);
      },
      onError(error) {
        code = 500;
        // Before the shell is out the error comes back through `handleError`.
        if (answered && !request.signal.aborted) log.error({ err: error }, "rendering failed");
      },
    });
    request.signal.addEventListener("abort", () => abort(request.signal.reason), { once: true });
  });
}

/** Errors of rendering, and in development of loaders and actions; what a route answers with is none, or was logged where it failed. */
export function handleError(error: unknown, { request }: { request: Request }) {
  if (request.signal.aborted) return;
  if (isRouteErrorResponse(error)) return;
  currentRequest()?.log.error({ err: error }, "request failed");
}

/** Notes the pattern of the route for the log. */
export const instrumentations: ServerInstrumentation[] = [
  {
    handler(handler) {
      handler.instrument({
        async request(run) {
          const { meta } = await run();
          const facts = currentRequest();
          // The pattern of a route without a page comes without its first slash.
          if (facts && meta) facts.route = meta.pattern.replace(/^\/?/, "/");
        },
      });
    },
  },
];
