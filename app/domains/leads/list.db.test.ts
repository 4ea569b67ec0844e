import fc from "fast-check";
import { Temporal } from "temporal-polyfill";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { InvalidCursorError } from "#app/db/keyset/index.ts";
import { newId } from "#app/db/new-id.ts";
import type { DataLayer } from "#app/domains/caller.ts";
import { openDataLayer } from "#app/domains/data-layer.server.ts";
import { type ArrangedOrganization, arrangeOrganization } from "#dev/test/arrange-organization.ts";
import { openTestDatabase, type TestDatabase } from "#dev/test/database.ts";
import { memberCaller } from "#dev/test/member-caller.ts";
import type { LeadStatus, Role } from "#schema";
import { type LeadFilter, type LeadSort, leadSorts, noOwner } from "./lead-filter.ts";
import { leadStatuses, pipelineStages, rankOf } from "./lead-status.ts";
import { countLeads, type LeadListArgs, listLeads, listSources } from "./queries.server.ts";

let db: TestDatabase;
let data: DataLayer;
let agency: ArrangedOrganization;
let tagId: string;

beforeAll(async () => {
  db = await openTestDatabase();
  data = await openDataLayer({ database: db.database, sweepSeconds: 0 });
  agency = await arrangeOrganization(db.sql, "agency");
  const [tag] = await db.sql<{ id: string }>("select id from tags where organization_id = $1", [agency.id]);
  tagId = tag?.id ?? "";
});
beforeEach(() => db.sql("delete from leads"));
afterAll(() => db?.close());

interface PlainLead {
  name: string;
  email: string | null;
  /** E.164. */
  phone: string | null;
  lastInteractionAt: number | null;
  /** Who works it. */
  owner: Role | null;
  tagged: boolean;
  status: LeadStatus;
  /** The furthest stage, 0 to 5. */
  reached: number;
  source: string | null;
  value: number | null;
  /** Milliseconds since the epoch. */
  enteredAt: number;
  wonAt: number | null;
  deleted: boolean;
}

// A clock changes in one of the first three on each of these days, at midnight in the first; the last is off by half an hour.
const zones = ["America/Sao_Paulo", "America/New_York", "Australia/Lord_Howe", "Asia/Kolkata"];
/** When days without an interaction are counted; after most of the others. */
const today = "2019-04-01";
const days = ["2018-11-04", "2019-02-16", "2019-02-17", "2019-03-10", "2019-04-07"];
const hour = 3_600_000;

/** On the borders of days in all zones more often than anywhere else. */
const instant = fc
  .tuple(
    fc.constantFrom(...days),
    fc.integer({ min: -28, max: 76 }),
    fc.oneof(fc.constantFrom(-1, 0, 1), fc.integer({ min: 0, max: hour / 2 })),
  )
  .map(([day, halfHours, ms]) => Date.parse(day) + (halfHours * hour) / 2 + ms);
const localDate = fc
  .tuple(fc.constantFrom(...days), fc.integer({ min: -1, max: 1 }))
  .map(([day, more]) => Temporal.PlainDate.from(day).add({ days: more }).toString());
/** Accents in one character and in two, capitals, what LIKE would read as a sign of its own. */
const peopleNames = [
  "José Ávila",
  "Jose\u0301 da Silva",
  "MÁRCIA AVILA",
  "Ana 100%",
  "a_b \\ c",
  "Özge",
  "Lu",
];
const emails = [null, "jose@example.com", "LU.AVILA@Example.com", "100@a.b"];
const phones = [null, "+5511987654321", "+5521987650000", "+351912345678"];
const searches = [
  ...[
    "jose",
    "JOSÉ",
    "Avila",
    "ávila josé",
    "silva jose",
    "example",
    "example.com",
    "lu.avila@example.com",
    "100%",
  ],
  ...["%", "_b", "a_b", "\\", "j", "lu", "av", "ozge", "vila", "xyz", "@", "a@"],
  ...["(11) 98765-4321", "011 98765 4321", "+55 11", "98765", "351", "+", "9", "5511", "josé 98765"],
];

const sources = ["Árvore", "organic", "paid_search", "unknown"];

const plainLead: fc.Arbitrary<PlainLead> = fc
  .record({
    name: fc.constantFrom(...peopleNames),
    email: fc.constantFrom(...emails),
    phone: fc.constantFrom(...phones),
    lastInteractionAt: fc.option(instant, { nil: null }),
    owner: fc.constantFrom(null, "owner" as const, "mentor" as const),
    tagged: fc.boolean(),
    status: fc.constantFrom(...leadStatuses, "won" as const, "won" as const),
    furthest: fc.integer({ min: 0, max: 4 }),
    source: fc.constantFrom(null, ...sources),
    value: fc.option(fc.constantFrom(0, 1, 99_999, 100_000_000_000_000), { nil: null }),
    enteredAt: instant,
    wonAt: fc.oneof(instant, fc.integer({ min: -30, max: 30 })),
    deleted: fc.constantFrom(false, false, false, true),
  })
  .map(({ furthest, wonAt, ...lead }) => {
    const won = lead.status === "won";
    const rank = lead.status === "lost" ? 0 : rankOf(lead.status);
    const instantOfWin = Math.abs(wonAt) > 30 ? wonAt : lead.enteredAt + wonAt * hour;
    return { ...lead, reached: won ? 5 : Math.max(furthest, rank), wonAt: won ? instantOfWin : null };
  });

/** Few conditions at once: many together admit nothing. */
const anyFilter: fc.Arbitrary<LeadFilter> = fc
  .record({
    // A role stands for who has it, until it is known who that is.
    owner: fc.constantFrom("none", "owner", "mentor"),
    tag: fc.constant("the tag"),
    q: fc.constantFrom(...searches),
    valueFrom: fc.constantFrom(0, 1, 100_000),
    valueTo: fc.constantFrom(0, 99_999, 100_000_000_000_000),
    quiet: fc.integer({ min: 1, max: 120 }),
    status: fc.subarray([...leadStatuses]),
    source: fc.subarray([...sources, "nowhere"], { minLength: 1 }),
    from: localDate,
    to: localDate,
    wonFrom: localDate,
    wonTo: localDate,
    reached: fc.constantFrom(...pipelineStages),
    value: fc.constantFrom("declared" as const, "undeclared" as const),
    daysToWin: fc.constantFrom("measured" as const, "negative" as const),
  })
  .chain((filter) =>
    fc
      .subarray(Object.entries(filter), { minLength: 1, maxLength: 3 })
      .map((conditions) => Object.fromEntries(conditions)),
  );
/** One that is met in the list's order, and those that are gathered first. */
const anyWay: fc.Arbitrary<LeadFilter> = fc.oneof(
  fc.record({ status: fc.option(fc.subarray([...leadStatuses]), { nil: undefined }) }),
  fc.record({ wonFrom: localDate, source: fc.option(fc.subarray(sources), { nil: undefined }) }),
  fc.record({ wonTo: localDate, q: fc.constantFrom(undefined, "jose") }),
  fc.constant({ daysToWin: "negative" as const }),
);
const anySort: fc.Arbitrary<LeadSort> = fc.record({
  by: fc.constantFrom(...leadSorts),
  direction: fc.constantFrom("asc" as const, "desc" as const),
});

const owner = () => memberCaller(data, agency, "owner");

/** Around the cache, since the leads are put around the commands. */
const pageOf = (args: Partial<LeadListArgs>) =>
  listLeads.recompute(owner(), {
    filter: {},
    sort: { by: "entered", direction: "desc" },
    pageSize: 50,
    timeZone: "America/Sao_Paulo",
    cursorSecret: "a secret of sixteen or more",
    ...args,
  });

/** Names a lead by its place, so that what comes back can be told. */
async function put(rows: readonly PlainLead[]): Promise<string[]> {
  const ids = rows.map(() => newId());
  await db.sql("delete from leads");
  await db.sql(
    `insert into leads (id, organization_id, mentee_id, name, email, phone, source, status, reached_rank, value, entered_at, won_at,
       last_interaction_at, owner_id, deleted_at)
     select (lead->>'id')::uuid, $2, $3, lead->>'name', lead->>'email', lead->>'phone', lead->>'source', (lead->>'status')::lead_status, (lead->>'reached')::smallint, (lead->>'value')::bigint,
       to_timestamp((lead->>'enteredAt')::numeric / 1000), to_timestamp((lead->>'wonAt')::numeric / 1000),
       to_timestamp((lead->>'lastInteractionAt')::numeric / 1000),
       (lead->>'ownerId')::uuid, case when (lead->>'deleted')::boolean then now() end
     from jsonb_array_elements($1::jsonb) lead`,
    [
      JSON.stringify(
        rows.map((row, i) => ({ ...row, id: ids[i], ownerId: row.owner && agency.users[row.owner] })),
      ),
      agency.id,
      agency.menteeIds[0],
    ],
  );
  await db.sql(
    "insert into lead_tags (organization_id, lead_id, tag_id) select $1, unnest($2::uuid[]), $3 on conflict do nothing",
    [agency.id, `{${ids.filter((_, i) => rows[i]?.tagged).join()}}`, tagId],
  );
  return ids;
}

/** As the application names whom and what the filter means. */
const named = ({ owner, tag, ...filter }: LeadFilter): LeadFilter => ({
  ...filter,
  ...(owner && { owner: owner === noOwner ? noOwner : agency.users[owner as Role] }),
  ...(tag && { tag: tagId }),
});

function matches(lead: PlainLead, filter: LeadFilter, timeZone: string): boolean {
  const dateOf = (ms: number) =>
    Temporal.Instant.fromEpochMilliseconds(ms).toZonedDateTimeISO(timeZone).toPlainDate().toString();
  const between = (ms: number | null, from?: string, to?: string) => {
    if (from === undefined && to === undefined) return true;
    if (ms === null) return false;
    const date = dateOf(ms);
    return (from === undefined || from <= date) && (to === undefined || date <= to);
  };
  return (
    !lead.deleted &&
    (filter.owner === undefined || filter.owner === (lead.owner ?? noOwner)) &&
    (filter.tag === undefined || lead.tagged) &&
    (filter.q === undefined || says(lead, filter.q)) &&
    (filter.valueFrom === undefined || (lead.value !== null && lead.value >= filter.valueFrom)) &&
    (filter.valueTo === undefined || (lead.value !== null && lead.value <= filter.valueTo)) &&
    (filter.quiet === undefined ||
      daysTo(dateOf(Math.max(lead.enteredAt, lead.lastInteractionAt ?? lead.enteredAt))) >= filter.quiet) &&
    (!filter.status?.length || filter.status.includes(lead.status)) &&
    (!filter.source?.length || filter.source.includes(lead.source ?? "unknown")) &&
    between(lead.enteredAt, filter.from, filter.to) &&
    between(lead.wonAt, filter.wonFrom, filter.wonTo) &&
    (filter.reached === undefined || lead.reached >= rankOf(filter.reached)) &&
    (filter.value === undefined || (lead.value !== null) === (filter.value === "declared")) &&
    (filter.daysToWin === undefined ||
      (lead.wonAt !== null &&
        dateOf(lead.wonAt) >= dateOf(lead.enteredAt) === (filter.daysToWin === "measured")))
  );
}

const daysTo = (date: string) => Temporal.PlainDate.from(date).until(today).total("days");

const folded = (text: string) => text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();

/** Each word is part of the name, the e-mail or the phone; of one or two characters it begins a word of these. */
function says({ name, email, phone }: PlainLead, q: string): boolean {
  if (!/[\p{L}\p{N}]/u.test(q)) return true;
  const texts = [name, email ?? "", phone?.slice(1) ?? ""].map(folded);
  const asPhone = /^[\d\s()+-]+$/.test(q) ? [q.replace(/\D/g, "").replace(/^0/, "")] : undefined;
  const words = asPhone ?? folded(q).split(" ");
  return words
    .filter((word) => /[a-z0-9]/.test(word))
    .every((word) =>
      texts.some((text) =>
        word.length < 3 ? text.split(" ").some((each) => each.startsWith(word)) : text.includes(word),
      ),
    );
}

test("a filter admits what plain loops admit, in any zone; the count agrees with the list", async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(plainLead, { maxLength: 40, size: "max" }),
      anyFilter,
      fc.constantFrom(...zones),
      async (rows, filter, timeZone) => {
        const ids = await put(rows);
        const expected = ids.filter((_, i) => matches(rows[i] as PlainLead, filter, timeZone));
        const page = await pageOf({ filter: named(filter), timeZone, today });
        expect(page.rows.map(({ id }) => id).toSorted()).toEqual(expected.toSorted());
        expect(await countLeads.recompute(owner(), { filter: named(filter), timeZone, today })).toBe(
          expected.length,
        );
      },
    ),
    { numRuns: 150 },
  );
});

test("who was last heard of so many days ago has been silent for that many, and for no more", async () => {
  const [, heard] = await put([
    { ...plain, enteredAt: Date.parse("2019-03-31T12:00:00Z") },
    { ...plain, enteredAt: Date.parse("2019-03-30T12:00:00Z") },
  ]);
  const silentFor = async (quiet: number) =>
    (await pageOf({ filter: { quiet }, timeZone: "America/Sao_Paulo", today })).rows.map(({ id }) => id);
  expect(await silentFor(1)).toHaveLength(2);
  expect(await silentFor(2)).toEqual([heard]);
  expect(await silentFor(3)).toEqual([]);
});

test("a day holds its first instant and its last, and neither neighbour", async () => {
  for (const timeZone of zones) {
    for (const day of days) {
      const startOf = (date: Temporal.PlainDate) => date.toZonedDateTime(timeZone).epochMilliseconds;
      const date = Temporal.PlainDate.from(day);
      const [start, end] = [startOf(date), startOf(date.add({ days: 1 }))];
      const ids = await put([start - 1, start, end - 1, end].map((enteredAt) => ({ ...plain, enteredAt })));
      const { rows } = await pageOf({ filter: { from: day, to: day }, timeZone });
      expect(rows, `${day} in ${timeZone}`).toEqual([
        expect.objectContaining({ id: ids[2], enteredOn: day }),
        expect.objectContaining({ id: ids[1], enteredOn: day }),
      ]);
    }
  }
});

test("pages of any sort, forwards and back, are the plainly sorted list", async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(plainLead, { maxLength: 30, size: "max" }),
      anySort,
      fc.integer({ min: 1, max: 7 }),
      anyWay,
      async (rows, sort, pageSize, filter) => {
        const ids = await put(rows);
        const pageAt = (place: Partial<LeadListArgs>) =>
          pageOf({ filter, sort, pageSize, timeZone: "UTC", ...place });
        const expected = rows
          .map((row, i) => ({ ...row, id: ids[i] as string }))
          .filter((row) => matches(row, filter, "UTC"))
          .toSorted(inOrder(sort))
          .map(({ id }) => id);
        const there: string[] = [];
        const back: string[] = [];
        let page = await pageAt({});
        for (;;) {
          there.push(...page.rows.map(({ id }) => id));
          if (page.next === null) break;
          page = await pageAt({ after: page.next });
        }
        for (;;) {
          back.unshift(...page.rows.map(({ id }) => id));
          if (page.previous === null) break;
          page = await pageAt({ before: page.previous });
        }
        expect(there).toEqual(expected);
        expect(back).toEqual(expected);
      },
    ),
    { numRuns: 80 },
  );
});

/** Undeclared values last in both directions, no interaction before the first one; stages in order of entry. */
function inOrder({ by, direction }: LeadSort) {
  type Row = PlainLead & { id: string };
  const sign = direction === "asc" ? 1 : -1;
  const compare = (a: number | string, b: number | string) => (a < b ? -sign : a > b ? sign : 0);
  const byId = (a: Row, b: Row) => compare(a.id, b.id);
  const byEntry = (a: Row, b: Row) => compare(a.enteredAt, b.enteredAt) || byId(a, b);
  return (a: Row, b: Row): number => {
    if (by === "entered") return byEntry(a, b);
    if (by === "interaction") {
      return compare(a.lastInteractionAt ?? -Infinity, b.lastInteractionAt ?? -Infinity) || byId(a, b);
    }
    if (by === "stage") return compare(rankOf(a.status), rankOf(b.status)) || byEntry(a, b);
    if (a.value === null || b.value === null) {
      return Number(a.value === null) - Number(b.value === null) || byId(a, b);
    }
    return compare(a.value, b.value) || byId(a, b);
  };
}

test("a cursor opens one list only", async () => {
  await put(Array.from({ length: 3 }, (_, i) => ({ ...plain, enteredAt: i })));
  const { next } = await pageOf({ pageSize: 1 });
  expect((await pageOf({ pageSize: 1, after: next ?? "" })).rows).toHaveLength(1);
  const misused: Partial<LeadListArgs>[] = [
    { after: `${next}x` },
    { after: "nonsense" },
    { after: next ?? "", before: next ?? "" },
    { after: next ?? "", sort: { by: "value", direction: "desc" } },
    { after: next ?? "", sort: { by: "entered", direction: "asc" } },
    { after: next ?? "", filter: { status: ["won"] } },
    { after: next ?? "", cursorSecret: "another secret, as long" },
  ];
  for (const args of misused) await expect(pageOf(args)).rejects.toThrow(InvalidCursorError);
});

test("sources are listed once each, the unknown one last", async () => {
  const withSource = (source: string | null): PlainLead => ({ ...plain, source });
  expect(await listSources.recompute(owner(), {})).toEqual({ sources: [], more: false });
  await put([withSource("b"), withSource("a"), withSource("b"), { ...withSource("c"), deleted: true }]);
  expect((await listSources.recompute(owner(), {})).sources).toEqual(["a", "b"]);
  await put([withSource("z"), withSource(null), withSource("unknown")]);
  expect((await listSources.recompute(owner(), {})).sources).toEqual(["z", "unknown"]);
  await put(Array.from({ length: 250 }, (_, i) => withSource(`source ${i}`)));
  const many = await listSources.recompute(owner(), {});
  expect([many.sources.length, many.more]).toEqual([200, true]);
});

const plain: PlainLead = {
  name: "lead",
  email: null,
  phone: null,
  lastInteractionAt: null,
  owner: null,
  tagged: false,
  status: "new",
  reached: 0,
  source: null,
  value: null,
  enteredAt: 0,
  wonAt: null,
  deleted: false,
};

test("the leads of a mentee, and of the mentees that are in a cohort now", async () => {
  const [first, second] = agency.menteeIds;
  for (const [menteeId, count] of [
    [first, 1],
    [second, 2],
  ] as const) {
    await db.sql(
      `insert into leads (id, organization_id, mentee_id, name, entered_at)
       select gen_random_uuid(), $1, $2, 'lead', now() from generate_series(1, $3::int)`,
      [agency.id, menteeId, count],
    );
  }
  const countOf = async (filter: LeadFilter) => {
    const { rows } = await pageOf({ filter });
    const count = await countLeads.recompute(owner(), { filter, timeZone: "UTC" });
    expect(rows).toHaveLength(count);
    return count;
  };
  expect(await countOf({ mentee: first })).toBe(1);
  expect(await countOf({ mentee: second })).toBe(2);
  expect(await countOf({ cohort: agency.cohortIds[1] })).toBe(2);
  expect(await countOf({ cohort: agency.cohortIds[0], mentee: second })).toBe(0);
  await db.sql("update mentees set cohort_id = $1 where id = $2", [agency.cohortIds[0], second]);
  expect(await countOf({ cohort: agency.cohortIds[0] })).toBe(3);
  expect(await countOf({ cohort: agency.cohortIds[1] })).toBe(0);
});
