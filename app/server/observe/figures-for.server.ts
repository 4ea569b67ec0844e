import type { Backlog } from "#app/db/pending-invalidations.server.ts";
import { type RequestContext, requestServices } from "../request-context.server.ts";
import { within } from "../within.ts";
import type { QueryFigures } from "./cache-figures.server.ts";

export interface OrganizationFigures {
  /** ISO 8601: since when this process counts */
  since: string;
  /** of the organization's own reads */
  reads: number;
  hits: number;
  queries: QueryFigures[];
  /** of everybody's requests to this process */
  requests: number;
  roundTrips: number;
  /** whether this process reads from the cache at present */
  available: boolean;
  /** of the whole installation; undefined while the database does not tell */
  backlog: Backlog | undefined;
}

/** Milliseconds that the database may take to tell of its pending invalidations. */
const patience = 1_000;

/** What an owner may know of the cache: their own organization's reads, and nothing of another's. */
export async function figuresFor(
  context: RequestContext,
  organizationId: string,
): Promise<OrganizationFigures> {
  const { data, figures } = requestServices(context);
  const queries = figures.queriesOf(organizationId);
  const sum = (key: "reads" | "hits") => queries.reduce((total, query) => total + query[key], 0);
  return {
    since: figures.since.toISOString(),
    reads: sum("reads"),
    hits: sum("hits"),
    queries,
    ...figures.totals(),
    available: data.cache.available(),
    backlog: await within(patience, data.invalidations.backlog()),
  };
}
