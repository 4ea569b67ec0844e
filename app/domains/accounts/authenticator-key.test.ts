import { expect, test } from "vitest";
import { authenticatorKey, base32 } from "./authenticator-key.ts";

test.each([
  ["", ""],
  ["f", "MY"],
  ["fo", "MZXQ"],
  ["foo", "MZXW6"],
  ["foob", "MZXW6YQ"],
  ["fooba", "MZXW6YTB"],
  ["foobar", "MZXW6YTBOI"],
])("base32 of %j is %s (RFC 4648, section 10)", (text, expected) => {
  expect(base32(new TextEncoder().encode(text))).toBe(expected);
});

test("an app is told whose key it is, and of what", () => {
  const { key, uri } = authenticatorKey("foobar", "ana+one@example.com");
  expect(key).toBe("MZXW6YTBOI");
  const url = new URL(uri);
  expect(decodeURIComponent(url.pathname)).toMatch(/Placar:ana\+one@example\.com$/);
  expect(Object.fromEntries(url.searchParams)).toEqual({ secret: key, issuer: "Placar" });
});
