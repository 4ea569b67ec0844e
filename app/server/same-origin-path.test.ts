import { expect, test } from "vitest";
import { sameOriginPath } from "./same-origin-path.ts";

test.each(["/", "/o/agency/leads?status=won&sort=value#top", "/a%2Fb", "/search?q=https://evil.example"])(
  "goes back to %s",
  (path) => {
    expect(sameOriginPath(path)).toBe(path);
  },
);

test.each([
  "//evil.example",
  "///evil.example",
  "/\\evil.example",
  "\\\\evil.example",
  "/\t/evil.example",
  "/\n/evil.example",
  "/.//evil.example",
  "/a/..//evil.example",
  "https://evil.example/",
  "HTTPS:evil.example",
  "javascript:alert(1)",
  "evil.example",
  "",
  " /leads",
])("does not follow %j", (path) => {
  expect(sameOriginPath(path)).toBe("/");
  expect(sameOriginPath(path, "/o/agency")).toBe("/o/agency");
});

test("takes no file and nothing for no path", () => {
  expect(sameOriginPath(null)).toBe("/");
  expect(sameOriginPath(undefined)).toBe("/");
  expect(sameOriginPath(new File([], "x"))).toBe("/");
});

test("whatever it gives back, a browser stays on the site", () => {
  const parts = ["/", "\\", ".", "..", "//", "evil.example", "@", ":", "\t", "\r", "%2f", "?", "#", "http"];
  for (const a of parts) {
    for (const b of parts) {
      for (const c of parts) {
        const path = sameOriginPath(`/${a}${b}${c}`);
        expect(new URL(path, "https://placar.example").origin).toBe("https://placar.example");
      }
    }
  }
});
