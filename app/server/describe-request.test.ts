import type { IncomingMessage } from "node:http";
import { expect, test } from "vitest";
import { requestOrigin } from "./describe-request.server.ts";

const behindProxy = {
  "x-forwarded-proto": "https, http",
  "x-forwarded-host": "placar.example, inner",
  host: "10.0.0.1:3000",
};
const requestWith = (headers: Record<string, string>) => ({ headers }) as unknown as IncomingMessage;

test.each([
  ["the proxy's word, if it is trusted", { trustProxy: true }, behindProxy, "https://placar.example"],
  ["not the proxy's word otherwise", { trustProxy: false }, behindProxy, "http://10.0.0.1:3000"],
  [
    "the configured origin before all",
    { trustProxy: true, origin: "https://a.example" },
    behindProxy,
    "https://a.example",
  ],
  ["the host", { trustProxy: true }, { host: "localhost:3000" }, "http://localhost:3000"],
])("the origin is %s", (_name, env, headers, origin) => {
  expect(requestOrigin(requestWith(headers), { origin: undefined, ...env })).toBe(origin);
});
