import { drawBytes } from "./draw-bytes.server.ts";

/** 128 random bits, as CSP Level 3 asks for, other ones for each response. */
export function newNonce(): string {
  return drawBytes().toString("base64");
}

interface PolicyOptions {
  nonce: string;
  secure: boolean;
  /** Vite's client puts styles into the page, talks over a WebSocket, and waits for it in a worker. */
  development: boolean;
}

/** Value of the Content-Security-Policy header of a page. No inline script or style runs without the nonce. */
export function contentSecurityPolicy({ nonce, secure, development }: PolicyOptions): string {
  const directives = [
    "default-src 'none'",
    `script-src 'self' 'nonce-${nonce}'`,
    development ? "style-src 'self' 'unsafe-inline'" : "style-src 'self'",
    "img-src 'self' data:",
    "font-src 'self'",
    development ? "connect-src 'self' ws: wss:" : "connect-src 'self'",
    "manifest-src 'self'",
    "base-uri 'none'",
    "form-action 'self'",
    "frame-ancestors 'none'",
  ];
  if (development) directives.push("worker-src blob:");
  if (secure) directives.push("upgrade-insecure-requests");
  return directives.join("; ");
}

/** For an answer that is no page: nothing in it may run or load, should a browser show it as one. */
export const closedPolicy = "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";
