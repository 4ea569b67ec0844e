import { groupOf } from "#app/cache/index.ts";
import type { Observer } from "./observer.ts";

/** Of one query, for one organization, in this process. */
export interface QueryFigures {
  name: string;
  reads: number;
  /** reads that no query of their own had to answer */
  hits: number;
  /** times that the database was asked, and what it took in milliseconds */
  loads: number;
  loadMs: number;
  slowestMs: number;
}

export interface CacheFigures extends Observer {
  /** when this process began to count */
  readonly since: Date;
  /** requests that asked the cache, of everybody, and the round trips that they made */
  totals(): { requests: number; roundTrips: number };
  /** What an organization's own reads were, the slowest query first. */
  queriesOf(organizationId: string): QueryFigures[];
}

/** Organizations whose figures are kept; the one that was quiet for longest goes first. */
const mostOrganizations = 1_000;

const ignored = () => {};

/** Counts for an owner, apart for each organization: nobody sees what another's readers do. */
export function createCacheFigures(): CacheFigures {
  const since = new Date();
  const totals = { requests: 0, roundTrips: 0 };
  const organizations = new Map<string, Map<string, QueryFigures>>();

  function queriesIn(group: string): Map<string, QueryFigures> {
    const queries = organizations.get(group) ?? new Map<string, QueryFigures>();
    organizations.delete(group);
    organizations.set(group, queries);
    const [quietest] = organizations.keys();
    if (organizations.size > mostOrganizations && quietest !== undefined) organizations.delete(quietest);
    return queries;
  }

  return {
    since,
    totals: () => ({ ...totals }),
    queriesOf(organizationId) {
      const queries = [...(organizations.get(organizationId)?.values() ?? [])];
      return queries.map((query) => ({ ...query })).sort((a, b) => b.slowestMs - a.slowestMs);
    },
    request({ roundTrips }) {
      if (roundTrips === 0) return;
      totals.requests++;
      totals.roundTrips += roundTrips;
    },
    read({ name, outcome, loadMs, tags: [tag] }) {
      if (tag === undefined) return;
      const queries = queriesIn(groupOf(tag));
      const query = queries.get(name) ?? { name, reads: 0, hits: 0, loads: 0, loadMs: 0, slowestMs: 0 };
      queries.set(name, query);
      query.reads++;
      if (outcome === "hit" || outcome === "stale" || outcome === "joined") query.hits++;
      if (loadMs === 0) return;
      query.loads++;
      query.loadMs += loadMs;
      query.slowestMs = Math.max(query.slowestMs, loadMs);
    },
    cache: ignored,
    roundTrip: ignored,
    invalidation: ignored,
  };
}
