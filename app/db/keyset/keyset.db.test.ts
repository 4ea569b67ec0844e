import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { keyset, type PageRequest } from "./index.ts";
import {
  compareRows,
  randomRows,
  randomSort,
  type ScratchRow,
  type Sort,
  termOf,
} from "./testing/scratch-rows.ts";
import { openScratch, type Scratch, scratch } from "./testing/scratch-table.ts";

let db: Scratch;
beforeAll(async () => {
  db = await openScratch();
});
afterAll(() => db.close());

const secret = "a secret of the application";
const sizes = fc.integer({ min: 1, max: 7 });

/** Reads one page in both ways that there are, which have to agree. */
async function read(sort: Sort, request: Pick<PageRequest, "after" | "before" | "size">) {
  const list = keyset({ name: "scratch", columns: sort.map(termOf), unique: scratch.id });
  const page = list.page({ ...request, secret, boundTo: "everything" });
  const [byRanges, byCondition] = await db.database.readBatch({ kind: "system" }, (q) => [
    page.select(({ where, cursorColumns }) =>
      q
        .select({ id: scratch.id, ...cursorColumns })
        .from(scratch)
        .where(where),
    ),
    q
      .select({ id: scratch.id, ...page.cursorColumns })
      .from(scratch)
      .where(page.where)
      .orderBy(...page.orderBy)
      .limit(page.limit),
  ]);
  const result = page.result(byRanges);
  expect(page.result(byCondition)).toEqual(result);
  return { ids: result.rows.map((row) => row.id), previous: result.previous, next: result.next };
}

const idsOf = (rows: readonly ScratchRow[]) => rows.map((row) => row.id);
const sorted = (rows: readonly ScratchRow[], sort: Sort) => [...rows].sort((a, b) => compareRows(sort, a, b));

describe("a list read page by page", { timeout: 300_000 }, () => {
  it("forwards is the plainly sorted list, cut into pages", async () => {
    await fc.assert(
      fc.asyncProperty(randomRows(25), randomSort, sizes, async (rows, sort, size) => {
        await db.fill(rows);
        const expected = idsOf(sorted(rows, sort));
        const { pages, nulls } = await walk(sort, size, "next");
        expect(pages.flat()).toEqual(expected);
        for (const page of pages.slice(0, -1)) expect(page).toHaveLength(size);
        expect(nulls).toEqual({ previous: [0], next: [pages.length - 1] });
      }),
      { numRuns: 60 },
    );
  });

  it("and backwards again is the same pages, down to the first", async () => {
    await fc.assert(
      fc.asyncProperty(randomRows(25), randomSort, sizes, async (rows, sort, size) => {
        await db.fill(rows);
        const forwards = await walk(sort, size, "next");
        const backwards = await walk(sort, size, "previous", forwards.end);
        expect(backwards.pages.reverse()).toEqual(forwards.pages.slice(0, -1));
        const [last] = backwards.nulls.previous;
        expect(last).toBe(backwards.pages.length === 0 ? undefined : backwards.pages.length - 1);
      }),
      { numRuns: 40 },
    );
  });

  it("to and fro, while rows come, go and move, always shows exactly the neighbouring rows", async () => {
    await fc.assert(
      fc.asyncProperty(
        randomRows(20),
        randomSort,
        fc.array(randomStep(), { maxLength: 14, size: "max" }),
        zigzag,
      ),
      { numRuns: 100 },
    );
  });

  it("shows every row that stays exactly once and none twice, whatever comes and goes meanwhile", async () => {
    await fc.assert(
      fc.asyncProperty(
        randomRows(25),
        randomRows(12),
        randomSort,
        sizes,
        fc.infiniteStream(fc.nat(99)),
        comeAndGo,
      ),
      { numRuns: 60 },
    );
  });

  it("whose rows are all gone still leads back, to the row that the reader came from", async () => {
    await fc.assert(
      fc.asyncProperty(
        randomRows(20),
        randomSort,
        sizes,
        fc.boolean(),
        async (rows, sort, size, forwards) => {
          fc.pre(rows.length > size);
          await db.fill(rows);
          const list = sorted(rows, sort);
          const { next } = await read(sort, { size });
          // Forwards: behind the first page. Backwards: before the second.
          const from = forwards ? next : (await read(sort, { size, after: next })).previous;
          const gone = forwards ? list.slice(size) : list.slice(0, size);
          await db.change(idsOf(gone), []);

          const empty = await read(sort, { size, [forwards ? "after" : "before"]: from });
          expect([empty.ids, forwards ? empty.next : empty.previous]).toEqual([[], null]);
          const back = await read(sort, {
            size,
            [forwards ? "before" : "after"]: forwards ? empty.previous : empty.next,
          });
          expect(back.ids).toEqual(idsOf(forwards ? list.slice(0, size) : list.slice(size, 2 * size)));
        },
      ),
      { numRuns: 40 },
    );
  });
});

/** Follows `next` or `previous` to the end; `nulls` are the numbers of the pages without that neighbour. */
async function walk(sort: Sort, size: number, to: "next" | "previous", start: string | null = null) {
  const pages: string[][] = [];
  const nulls: Record<"previous" | "next", number[]> = { previous: [], next: [] };
  let cursor = start;
  let end: string | null = null;
  if (to === "previous" && start === null) return { pages, nulls, end };
  do {
    expect(pages.length, "pages of a list that should have ended").toBeLessThan(100);
    const page = await read(sort, { size, [to === "next" ? "after" : "before"]: cursor });
    if (page.previous === null) nulls.previous.push(pages.length);
    if (page.next === null) nulls.next.push(pages.length);
    pages.push(page.ids);
    end = to === "next" ? page.previous : page.next;
    cursor = page[to];
  } while (cursor !== null);
  return { pages, nulls, end };
}

interface Step {
  forwards: boolean;
  size: number;
  /** Rows to insert before this page is read; one with a taken id moves that row. */
  come: ScratchRow[];
  /** Which rows to delete, as positions in the table modulo its length. */
  go: number[];
}

function randomStep(): fc.Arbitrary<Step> {
  return fc.record({
    forwards: fc.boolean(),
    size: sizes,
    come: fc.oneof({ weight: 2, arbitrary: fc.constant<ScratchRow[]>([]) }, randomRows(4)),
    go: fc.oneof({ weight: 3, arbitrary: fc.constant<number[]>([]) }, fc.array(fc.nat(30), { maxLength: 6 })),
  });
}

interface Place {
  row: ScratchRow;
  inclusive: boolean;
}

/** Compares every page with what plain loops over the rows of the moment say. */
async function zigzag(start: ScratchRow[], sort: Sort, steps: Step[]): Promise<void> {
  await db.fill(start);
  let rows = start;
  let cursors: { previous: string | null; next: string | null } = { previous: null, next: null };
  let places: { previous?: Place; next?: Place } = {};
  for (const step of steps) {
    rows = await change(rows, step);
    const to = step.forwards ? "next" : "previous";
    const place = cursors[to] === null ? undefined : places[to];
    const backwards = place !== undefined && !step.forwards;
    const page = await read(sort, { size: step.size, [backwards ? "before" : "after"]: cursors[to] });

    const candidates = sorted(rows, sort).filter((row) => {
      if (!place) return true;
      const order = compareRows(sort, row, place.row);
      return order === 0 ? place.inclusive : order > 0 === step.forwards;
    });
    const expected = backwards ? candidates.slice(-step.size) : candidates.slice(0, step.size);
    const [first, last] = [expected[0], expected.at(-1)];
    const more = candidates.length > step.size;
    expect(page.ids).toEqual(idsOf(expected));
    // On the side the walk comes from there is a neighbour unless this is the first page; on the other side if there is more.
    const there = place !== undefined;
    expect(page.previous !== null).toBe(backwards ? more : there);
    expect(page.next !== null).toBe(backwards || more);

    cursors = page;
    const back = place && { row: place.row, inclusive: true };
    places = {
      ...(first
        ? { previous: { row: first, inclusive: false } }
        : back && !backwards
          ? { previous: back }
          : {}),
      ...(last ? { next: { row: last, inclusive: false } } : back && backwards ? { next: back } : {}),
    };
  }
}

async function change(rows: ScratchRow[], { come, go }: Pick<Step, "come" | "go">): Promise<ScratchRow[]> {
  if (come.length === 0 && go.length === 0) return rows;
  const gone = new Set(go.map((index) => rows[index % Math.max(rows.length, 1)]?.id));
  for (const row of come) gone.add(row.id);
  await db.change(
    [...gone].filter((id) => id !== undefined),
    come,
  );
  return [...rows.filter((row) => !gone.has(row.id)), ...come];
}

async function comeAndGo(
  start: ScratchRow[],
  others: ScratchRow[],
  sort: Sort,
  size: number,
  dice: Iterator<number>,
): Promise<void> {
  const stays = start.filter((_, i) => i % 2 === 0);
  const startIds = new Set(idsOf(start));
  const newcomers = others.filter((row) => !startIds.has(row.id));
  await db.fill(start);
  for (const to of ["next", "previous"] as const) {
    let present = start.filter((_, i) => i % 2 === 1);
    await db.fill([...stays, ...present]);
    const seen: string[] = [];
    const forwards = await walk(sort, size, "next");
    // The way back starts before the last page.
    let cursor = to === "next" ? null : forwards.end;
    const due = stays.filter((row) => to === "next" || !forwards.pages.at(-1)?.includes(row.id));
    if (to === "previous" && cursor === null) return;
    do {
      const page = await read(sort, { size, [to === "next" ? "after" : "before"]: cursor });
      seen.push(...page.ids);
      expect(seen.length, "rows of a list that should have ended").toBeLessThan(500);
      cursor = page[to];
      const roll = () => Number(dice.next().value);
      const go = present.map((_, i) => i).filter(() => roll() < 20);
      const come = newcomers.filter((row) => !present.includes(row) && !seen.includes(row.id) && roll() < 20);
      const gone = go.map((i) => present[i]?.id).filter((id) => id !== undefined);
      await db.change(gone, come);
      present = [...present.filter((row) => !gone.includes(row.id)), ...come];
    } while (cursor !== null);
    expect(new Set(seen).size).toBe(seen.length);
    expect(seen.filter((id) => stays.some((row) => row.id === id)).sort()).toEqual(idsOf(due).sort());
  }
}
