import type { Database, Read } from "#app/db/database.ts";
import type { LeadFilter, LeadSort } from "#app/domains/leads/lead-filter.ts";
import { leadSorts } from "#app/domains/leads/lead-filter.ts";
import { leadKeyset } from "#app/domains/leads/lead-keysets.server.ts";
import { leadsMatching } from "#app/domains/leads/leads-matching.server.ts";
import { countLeads, type LeadListArgs, listLeads } from "#app/domains/leads/queries.server.ts";
import { leads } from "#schema";
import { cohortIds, menteeId, organizationId } from "./million-leads.ts";

const timeZone = "America/Sao_Paulo";
export const scope = {
  kind: "organization",
  organizationId,
  userId: "00000000-0000-7000-8005-000000000001",
  role: "owner",
} as const;
const newest: LeadSort = { by: "entered", direction: "desc" };

export interface LeadPage {
  name: string;
  /** Whether the target is for it: counts read what they count. */
  page: boolean;
  load: (read: Read) => Promise<{ found: number }>;
}

const argsOf = (filter: LeadFilter, sort: LeadSort, after?: string | null): LeadListArgs => ({
  ...{ filter, sort, after: after ?? undefined, pageSize: 50, timeZone, today: "2026-01-01" },
  cursorSecret: "the secret of this benchmark",
});

function page(name: string, filter: LeadFilter = {}, sort = newest, after?: string | null): LeadPage {
  const args = argsOf(filter, sort, after);
  return {
    name,
    page: true,
    load: async (read) => ({ found: (await listLeads.declaration.load(read, args, scope)).rows.length }),
  };
}

function count(name: string, filter: LeadFilter): LeadPage {
  return {
    name: `count: ${name}`,
    page: false,
    load: async (read) => ({
      found: await countLeads.declaration.load(read, { filter, timeZone, today: "2026-01-01" }, scope),
    }),
  };
}

/** The cursor behind so many leads. */
async function cursorAt(database: Database, depth: number, filter: LeadFilter = {}, sort = newest) {
  const { size, secret, boundTo } = {
    size: 1,
    secret: argsOf(filter, sort).cursorSecret,
    boundTo: [organizationId, timeZone, { ...filter }],
  };
  const place = leadKeyset(sort).page({ size, secret, boundTo });
  const [rows] = await database.readBatch(scope, (db) => [
    db
      .select(place.cursorColumns)
      .from(leads)
      .where(leadsMatching(filter, timeZone))
      .orderBy(...place.orderBy)
      .offset(depth - 1)
      .limit(1),
  ]);
  return place.result([...rows, ...rows]).next;
}

const searches: Record<string, string> = {
  "one in a thousand": "zwanziger",
  "one e-mail": "lead77777@example.com",
  "one phone": "(11) 90000-0077",
  "two words": "maria silva",
  "one in twenty": "maria",
  "all of them": "example.com",
  "two letters, rare": "zw",
  "one letter": "m",
  "nothing like it": "qwxyz",
};

const filters: Record<string, LeadFilter> = {
  "one status": { status: ["lost"] },
  "four statuses": { status: ["new", "qualified", "won", "lost"] },
  "one source": { source: ["source 3"] },
  "unknown source": { source: ["unknown"] },
  "a month of entry": { from: "2025-03-01", to: "2025-03-31" },
  "a month of wins": { wonFrom: "2025-03-01", wonTo: "2025-03-31" },
  "a quarter of wins": { wonFrom: "2025-01-01", wonTo: "2025-03-31" },
  "a year of wins": { wonFrom: "2024-01-01", wonTo: "2024-12-31" },
  "a source of a quarter's wins": { source: ["source 3"], wonFrom: "2024-07-01", wonTo: "2024-09-30" },
  "got to a proposal": { reached: "proposal" },
  "no value": { value: "undeclared" },
  "a range of values": { valueFrom: 1_000_000, valueTo: 1_500_000 },
  "a narrow range of values": { valueFrom: 1_000_000, valueTo: 1_001_000 },
  "no interaction for 90 days": { quiet: 90 },
  "won before entering": { daysToWin: "negative" },
  "a mentee": { mentee: menteeId },
  "a cohort of 180 mentees": { cohort: cohortIds.large },
  "a cohort of 19 mentees": { cohort: cohortIds.middle },
  "a cohort of one mentee": { cohort: cohortIds.small },
  "a status of a cohort": { cohort: cohortIds.middle, status: ["won"] },
  "a common name won in a month": { q: "maria", status: ["won"], from: "2025-03-01", to: "2025-03-31" },
  "a common name of a mentee": { q: "maria", mentee: menteeId },
};

/** Every page and count that is measured, among the leads of {@link makeLeads}. */
export async function leadPages(database: Database, leadCount: number): Promise<LeadPage[]> {
  const byValue: LeadSort = { by: "value", direction: "desc" };
  const deep = Math.floor(leadCount * 0.9);
  const common = { q: searches["one in twenty"] };
  return [
    ...leadSorts.flatMap((by) =>
      (["desc", "asc"] as const).map((direction) =>
        page(`first page by ${by} ${direction}`, {}, { by, direction }),
      ),
    ),
    page("page behind nine tenths", {}, newest, await cursorAt(database, deep)),
    page(
      "the same by value",
      {},
      byValue,
      await cursorAt(database, Math.floor(leadCount * 0.6), {}, byValue),
    ),
    ...Object.entries(filters).map(([name, filter]) => page(name, filter)),
    ...Object.entries(filters).map(([name, filter]) => page(`${name}, by value`, filter, byValue)),
    ...Object.entries(searches).map(([name, q]) => page(`search, ${name}: ${q}`, { q })),
    ...Object.entries(searches).map(([name, q]) => page(`the same by value: ${name}`, { q }, byValue)),
    page(
      "a deep page of maria",
      common,
      newest,
      await cursorAt(database, Math.floor(leadCount / 25), common),
    ),
    count("all", {}),
    count("one in a thousand", { q: searches["one in a thousand"] }),
    count("one in twenty", common),
    count("all of them", { q: searches["all of them"] }),
  ];
}
