import { expect, test } from "vitest";
import { pagePath } from "./page-path.ts";

test.each([
  ["/", "/"],
  ["/_root.data", "/"],
  ["/_root.data?_routes=root", "/"],
  ["/o/acme", "/o/acme"],
  ["/o/acme.data?_routes=routes%2Fhome", "/o/acme"],
  ["/o/acme/leads.data?status=won&status=lost&_routes=root", "/o/acme/leads?status=won&status=lost"],
  ["/o/acme/_.data", "/o/acme/"],
  ["/sign-in?next=%2Fo%2Facme", "/sign-in?next=%2Fo%2Facme"],
])("%s is for %s", (url, path) => {
  expect(pagePath(url)).toBe(path);
});
