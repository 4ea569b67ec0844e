import { readdirSync } from "node:fs";
import type { RequestListener } from "node:http";
import sirv from "sirv";
import type { Env } from "#app/env.server.ts";
import { negotiateEncoding } from "./compress.server.ts";
import { closedPolicy } from "./content-security-policy.server.ts";
import { requestOrigin } from "./describe-request.server.ts";
import { securityHeaders } from "./security-headers.server.ts";

/**
 * Serves the files of the client build, in the encoding that was prepared at build time, and passes on what is none of
 * them. Files whose name carries a hash of their content may be kept for ever, others are asked for again.
 * @param folder the client build
 */
export function serveFiles(folder: string, env: Env, next: RequestListener): RequestListener {
  const serve = sirv(folder, {
    brotli: true,
    gzip: true,
    etag: true,
    setHeaders(res, pathname) {
      const secure = requestOrigin(res.req, env).startsWith("https:");
      for (const [name, value] of securityHeaders(secure)) res.setHeader(name, value);
      res.setHeader("Content-Security-Policy", closedPolicy);
      res.setHeader(
        "Cache-Control",
        pathname.startsWith("/assets/") ? "public, max-age=31536000, immutable" : "public, no-cache",
      );
    },
  });
  const names = new Set(readdirSync(folder));
  /** Whether a file can be meant: addresses of pages are many more, and looking among the files takes longer than this. */
  const mayBeFile = (url: string) => url.includes("%") || names.has(/^\/([^/?#]*)/.exec(url)?.[1] ?? "");
  return (req, res) => {
    if (req.method !== "GET" && req.method !== "HEAD") return next(req, res);
    if (!mayBeFile(req.url ?? "/")) return next(req, res);
    // A file that went away since the start, as a new build takes them, fails as it is read; unheard, it would end the process.
    res.once("pipe", (file) => file.once("error", () => res.destroy()));
    const accepted = req.headers["accept-encoding"];
    // sirv looks for the word alone and would send brotli to who said `br;q=0`.
    req.headers["accept-encoding"] = negotiateEncoding(accepted) ?? "identity";
    serve(req, res, () => {
      req.headers["accept-encoding"] = accepted;
      next(req, res);
    });
  };
}
