import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from "prom-client";
import type { DataLayer } from "#app/domains/caller.ts";
import { countJobs } from "#app/jobs/count-jobs.server.ts";
import { within } from "../within.ts";
import type { Observer } from "./observer.ts";

export interface Metrics extends Observer {
  readonly contentType: string;
  /** All of them in Prometheus' text format. Asks the database for the pending invalidations and the jobs, and for nothing else. */
  text(): Promise<string>;
}

/** Milliseconds that a database may take to tell of its pending invalidations; without it these two are left out. */
const patience = 1_000;

const seconds = {
  request: [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10],
  roundTrip: [0.00025, 0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25],
  load: [0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5],
};

/**
 * Counts for Prometheus. Labels are patterns of routes, names of queries and outcomes: never a person, an organization or an
 * address. Names end in their unit, as https://prometheus.io/docs/practices/naming asks.
 */
export function createMetrics(data: DataLayer): Metrics {
  const register = new Registry();
  const registers = [register];
  collectDefaultMetrics({ register });

  const requests = new Histogram({
    name: "placar_http_request_duration_seconds",
    help: "From a request's arrival to the end of its answer, by the pattern of its route; its count is the requests.",
    labelNames: ["method", "route", "status"],
    buckets: seconds.request,
    registers,
  });
  const roundTripsPerRequest = new Histogram({
    name: "placar_http_request_cache_round_trips",
    help: "Round trips to the cache that a request made; one that several share counts for the first.",
    labelNames: ["route"],
    buckets: [0, 1, 2, 3, 4, 6, 8, 12],
    registers,
  });
  const reads = new Counter({
    name: "placar_cache_reads_total",
    help: "Reads of declared queries: hit, stale, miss, joined, bypass or away.",
    labelNames: ["query", "outcome"],
    registers,
  });
  const loads = new Histogram({
    name: "placar_query_load_duration_seconds",
    help: "What a declared query took where the database was asked.",
    labelNames: ["query"],
    buckets: seconds.load,
    registers,
  });
  const roundTrips = new Histogram({
    name: "placar_cache_round_trip_duration_seconds",
    help: "Round trips to the cache, by whether all that was asked went well.",
    labelNames: ["outcome"],
    buckets: seconds.roundTrip,
    registers,
  });
  const cacheEvents = new Counter({
    name: "placar_cache_events_total",
    help: "What happened to the cache: away, back, recovery-failed, not-kept, undecodable, refresh-failed.",
    labelNames: ["type"],
    registers,
  });
  const invalidations = new Counter({
    name: "placar_invalidations_total",
    help: "Commands' invalidations: done after the commit, or delayed until the sweep.",
    labelNames: ["outcome"],
    registers,
  });
  // Counters begin at zero, so that the first of each is seen to be one more.
  for (const outcome of ["done", "delayed"]) invalidations.inc({ outcome }, 0);
  for (const type of ["away", "back", "recovery-failed"]) cacheEvents.inc({ type }, 0);

  new Gauge({
    name: "placar_cache_available",
    help: "1 while reads go to the cache, 0 while the breaker keeps them from it.",
    registers,
    collect() {
      this.set(data.cache.available() ? 1 : 0);
    },
  });
  const oldest = new Gauge({
    name: "placar_pending_invalidations_oldest_age_seconds",
    help: "Age of the oldest invalidation that was committed and is not through; 0 without one.",
    registers,
  });
  new Gauge({
    name: "placar_pending_invalidations",
    help: "Invalidations that were committed and are not through, of all instances.",
    registers,
    async collect() {
      const backlog = await within(patience, data.invalidations.backlog());
      this.reset();
      oldest.reset();
      this.set(backlog?.rows ?? Number.NaN);
      oldest.set(backlog?.oldestSeconds ?? (backlog ? 0 : Number.NaN));
    },
  });
  new Gauge({
    name: "placar_jobs",
    help: "Background jobs that wait, run or have failed for good, of all instances.",
    labelNames: ["job", "state"],
    registers,
    async collect() {
      this.reset();
      for (const { name, ...counts } of (await within(patience, countJobs(data.database))) ?? [])
        for (const state of ["waiting", "running", "failed"] as const)
          this.set({ job: name, state }, counts[state]);
    },
  });
  const { pool } = data.database;
  if (pool) {
    new Gauge({
      name: "placar_database_pool_connections",
      help: "Connections of the pool in use and idle, and callers that wait for one.",
      labelNames: ["state"],
      registers,
      collect() {
        for (const [state, n] of Object.entries(pool())) this.set({ state }, n);
      },
    });
  }

  return {
    contentType: register.contentType,
    text: () => register.metrics(),
    request({ method, route = "(none)", status, milliseconds, roundTrips: made }) {
      requests.observe({ method, route, status }, milliseconds / 1_000);
      roundTripsPerRequest.observe({ route }, made);
    },
    read({ name, outcome, loadMs }) {
      reads.inc({ query: name, outcome });
      if (loadMs > 0) loads.observe({ query: name }, loadMs / 1_000);
    },
    cache: ({ type }) => cacheEvents.inc({ type }),
    roundTrip: ({ milliseconds, failed }) =>
      roundTrips.observe({ outcome: failed ? "failed" : "ok" }, milliseconds / 1_000),
    invalidation: (outcome) => invalidations.inc({ outcome }),
  };
}
