import { sql } from "drizzle-orm";
import fc from "fast-check";
import { afterAll, beforeAll, expect, it } from "vitest";
import { keyset } from "./index.ts";
import { randomRows, randomSort, type ScratchRow, type Sort, termOf } from "./testing/scratch-rows.ts";
import { openScratch, type Scratch, scratch } from "./testing/scratch-table.ts";

let db: Scratch;
beforeAll(async () => {
  db = await openScratch();
});
afterAll(() => db.close());

/** Each page is read by a session that would write and read dates and numbers in another way. */
const settings = [
  { datestyle: "ISO, YMD", timezone: "UTC" },
  { datestyle: "SQL, DMY", timezone: "America/Sao_Paulo" },
  { datestyle: "German", timezone: "Asia/Kolkata" },
  { datestyle: "Postgres, MDY", timezone: "Pacific/Apia" },
];

it("a cursor means the same place to a session with another time zone and date style", async () => {
  await fc.assert(fc.asyncProperty(randomRows(20), randomSort, walkThroughSessions), { numRuns: 30 });
});

async function walkThroughSessions(rows: ScratchRow[], sort: Sort): Promise<void> {
  await db.fill(rows);
  const list = keyset({ name: "scratch", columns: sort.map(termOf), unique: scratch.id });
  const [all, ...pages] = [await pageIds(list, null, 50), ...(await walk(list))];
  expect(pages.flatMap((page) => page.ids)).toEqual(all.ids);
}

async function walk(list: ReturnType<typeof keyset>) {
  const pages: Awaited<ReturnType<typeof pageIds>>[] = [];
  for (let cursor: string | null = null; pages.length === 0 || cursor !== null; ) {
    expect(pages.length, "pages of a list that should have ended").toBeLessThan(100);
    const page: Awaited<ReturnType<typeof pageIds>> = await pageIds(list, cursor, 3, pages.length);
    pages.push(page);
    cursor = page.next;
  }
  return pages;
}

async function pageIds(list: ReturnType<typeof keyset>, after: string | null, size: number, session = 0) {
  const page = list.page({ after, size, secret: "a secret of the application", boundTo: null });
  const { datestyle, timezone } = settings[session % settings.length] ?? {};
  const [, rows] = await db.database.readBatch({ kind: "system" }, (q) => [
    q.execute(
      sql`select set_config('datestyle', ${datestyle}, true), set_config('timezone', ${timezone}, true)`,
    ),
    page.select(({ where, cursorColumns }) =>
      q
        .select({ id: scratch.id, ...cursorColumns })
        .from(scratch)
        .where(where),
    ),
  ]);
  const { rows: kept, next } = page.result(rows);
  return { ids: kept.map((row) => row.id), next };
}
