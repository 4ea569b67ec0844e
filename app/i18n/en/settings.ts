import { counted } from "../plural.ts";

/** What an owner sets and watches. */
export const settings = {
  title: "Settings",
  cache: {
    title: "Cache",
    text: "What the pages show is kept, so that the database is asked only when something has changed. Here is how well that works.",
    since: (instant: string) =>
      `Counted by this server process alone since ${instant}; others count for themselves.`,
    hitRate: "Answered without the database",
    reads: (n: number) => `of ${counted("en", n, { one: "read", other: "reads" })} of this organization`,
    roundTrips: "Round trips per request",
    requests: (n: number) => `over ${counted("en", n, { one: "request", other: "requests" })} of everybody`,
    state: "Cache",
    available: "In use",
    away: "Away",
    availableNote: "Pages are read from it.",
    awayNote: "Pages come from the database until it answers again: slower, and as exact.",
    pending: "Changes it was not told of yet",
    pendingNote: (age: string) =>
      `The oldest has waited ${age}. Until then other readers may see what was before.`,
    nothingPending: "None waits, of any organization.",
    pendingUnknown: "The database does not tell at present.",
    queries: "What this organization read",
    queriesText: "The slowest first. Times are those of the database, in milliseconds.",
    query: "Query",
    queryReads: "Reads",
    queryHitRate: "Without the database",
    loads: "Database",
    mean: "Mean",
    slowest: "Slowest",
    none: "Nothing was read yet",
    noneHint: "This process has just begun to count. Look at some pages and come back.",
    seconds: (n: number) => counted("en", n, { one: "second", other: "seconds" }),
  },
};
