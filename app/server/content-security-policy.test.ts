import { expect, test } from "vitest";
import { contentSecurityPolicy, newNonce } from "./content-security-policy.server.ts";

test("a nonce is 128 bits and never the same", () => {
  const nonces = Array.from({ length: 100 }, newNonce);
  expect(new Set(nonces).size).toBe(100);
  for (const nonce of nonces) expect(Buffer.from(nonce, "base64")).toHaveLength(16);
});

test("nothing inline runs, nothing frames the page, nothing is posted elsewhere", () => {
  const policy = contentSecurityPolicy({ nonce: "abc", secure: false, development: false });
  expect(policy).not.toContain("unsafe");
  expect(policy.split("; ")).toEqual(
    expect.arrayContaining([
      "default-src 'none'",
      "script-src 'self' 'nonce-abc'",
      "style-src 'self'",
      "base-uri 'none'",
      "form-action 'self'",
      "frame-ancestors 'none'",
    ]),
  );
  expect(policy).not.toContain("upgrade-insecure-requests");
});

test("an encrypted page upgrades what it loads", () => {
  expect(contentSecurityPolicy({ nonce: "abc", secure: true, development: false })).toContain(
    "upgrade-insecure-requests",
  );
});

test("development adds styles and sockets, but no inline scripts", () => {
  const policy = contentSecurityPolicy({ nonce: "abc", secure: false, development: true });
  expect(policy).toContain("script-src 'self' 'nonce-abc';");
  expect(policy).toContain("style-src 'self' 'unsafe-inline'");
});
