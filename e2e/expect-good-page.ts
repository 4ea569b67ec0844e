import { expect, type Page } from "playwright/test";
import { expectAccessible } from "./expect-accessible.ts";

const phone = { width: 390, height: 844 };
/** What A4 leaves between its margins, in CSS pixels. */
export const paper = { width: 688, height: 1000 };

/** What holds for every page, whatever stands on it: axe finds nothing, it has one heading, and it fits a phone and paper. */
export async function expectGoodPage(page: Page): Promise<void> {
  await expect(page.getByRole("heading", { level: 1 })).toHaveCount(1);
  await expect(page).toHaveTitle(/^.+ · Placar$/);
  await expect(page.locator("html")).toHaveAttribute("lang", /^(en|pt-BR)$/);
  // What is folded away is read too.
  await page.locator("details").evaluateAll((all) => {
    for (const one of all) one.setAttribute("open", "");
  });
  await expectAccessible(page);
  const before = page.viewportSize();
  await page.setViewportSize(phone);
  await expectNoOverflow(page);
  await expectWideCaptions(page);
  await page.setViewportSize(paper);
  await page.emulateMedia({ media: "print" });
  await expectGoodPrint(page);
  await page.emulateMedia({ media: null });
  if (before) await page.setViewportSize(before);
}

/** Expects that what a table says above itself has the table's width: it shrinks to its longest word where the table is laid out as something else. */
async function expectWideCaptions(page: Page): Promise<void> {
  const narrow = await page
    .locator("caption:not(.sr-only)")
    .evaluateAll((captions) =>
      captions
        .filter((caption) => caption.clientWidth < 0.9 * (caption.parentElement?.clientWidth ?? 0))
        .map(({ textContent }) => textContent),
    );
  expect(narrow, `the captions of ${page.url()} that are narrower than their tables`).toEqual([]);
}

/** Expects of a page on paper that it fits, that nothing is there to be pressed, and that no column is empty for want of its buttons. */
export async function expectGoodPrint(page: Page): Promise<void> {
  await expectNoOverflow(page);
  await expect(
    page.locator("button, .button, [type=password], [type=file]").locator("visible=true"),
  ).toHaveCount(0);
  const emptyColumns = await page.locator("main table").evaluateAll((tables) =>
    (tables as HTMLTableElement[]).flatMap((table) => {
      const rows = [...table.tBodies].flatMap((body) => [...body.rows]);
      const blank = ({ cells }: HTMLTableRowElement, at: number) =>
        (cells[at]?.innerText ?? "").trim() === "";
      return [...(table.tHead?.rows[0]?.cells ?? [])]
        .filter(
          (head, at) =>
            head.checkVisibility() && head.innerText.trim() !== "" && rows.every((row) => blank(row, at)),
        )
        .map(({ innerText }) => innerText);
    }),
  );
  expect(emptyColumns, `the empty columns of ${page.url()} on paper`).toEqual([]);
}

/** Expects that nothing has to be scrolled sideways to be read, but for tables in boxes of their own. */
export async function expectNoOverflow(page: Page): Promise<void> {
  const width = await page.evaluate(() => document.documentElement.scrollWidth);
  expect(width, `the width of ${page.url()}`).toBeLessThanOrEqual(page.viewportSize()?.width ?? 0);
}
