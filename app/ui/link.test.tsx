import fc from "fast-check";
import { renderToString } from "react-dom/server";
import { createMemoryRouter, Link as RouterLink, RouterProvider } from "react-router";
import { expect, test } from "vitest";
import { Link } from "./link.tsx";

const segment = fc.constantFrom(
  "o",
  "demo",
  "leads",
  "a-b",
  "%C3%A7",
  "~x",
  ".",
  "..",
  "",
  "a.b",
  "é",
  "a b",
);
const parameter = fc.constantFrom(
  "status=won",
  "from=2026-01-01",
  "source=a%20b",
  "x",
  "",
  "q=é",
  "to=/x",
  "?",
);
const address = fc
  .record({
    root: fc.constantFrom("/", "/", "/", "", "//", "https://elsewhere.example/"),
    path: fc.array(segment, { maxLength: 5 }),
    search: fc.option(fc.array(parameter, { maxLength: 3 })),
    hash: fc.constantFrom("", "", "", "#", "#part"),
  })
  .map(
    ({ root, path, search, hash }) =>
      `${root}${path.join("/")}${search ? `?${search.join("&")}` : ""}${hash}`,
  );

function written(Shown: typeof Link, props: Omit<Parameters<typeof Link>[0], "to">, to: string): string {
  const element = (
    <Shown {...props} to={to}>
      text
    </Shown>
  );
  const router = createMemoryRouter([{ path: "/o/:organization/leads", element }], {
    initialEntries: ["/o/demo/leads?status=lost"],
  });
  return renderToString(<RouterProvider router={router} />);
}

test("a link is written as React Router writes it, whatever its address and its attributes", () => {
  fc.assert(
    fc.property(
      address,
      fc.constantFrom(
        { className: "link", "aria-label": "name" },
        { preventScrollReset: true, rel: "next" },
        { replace: true, state: { a: 1 }, discover: "none" as const },
        { reloadDocument: true, target: "_blank" },
        { relative: "path" as const, viewTransition: true },
        { prefetch: "intent" as const },
        { mask: "/o/demo" },
      ),
      (to, props) => {
        expect(written(Link, props, to)).toBe(written(RouterLink, props, to));
      },
    ),
    { numRuns: 500 },
  );
});
