import { prepareGround, type StoreKind, startInstance, wrongAnswers } from "./fleet.ts";

export interface RacesOptions {
  races: number;
  store?: StoreKind;
  /** Reads versions after the query: what a sound harness must find out. */
  broken?: boolean;
}

/** What a series of races came to. The last five are zero where the promises hold. */
export interface RacesReport {
  races: number;
  seconds: number;
  reads: number;
  commits: number;
  rolledBack: number;
  /** How reads were answered. */
  outcomes: Record<string, number>;
  /** Answers of an instance that differed from the database when all was quiet. */
  stale: number;
  olderThanOwn: number;
  rolledBackSeen: number;
  foreignResults: number;
  failed: number;
}

const instanceCount = 4;
const atOnce = 100;

/**
 * Races reads and writes of the same leads on several processes, over a real database and a real cache; a fifth of the
 * transactions is rolled back. After each hundred races all comes to rest, and every instance is asked for everything.
 */
export async function runRaces({
  races,
  store = "redis",
  broken = false,
}: RacesOptions): Promise<RacesReport> {
  const ground = await prepareGround(store);
  const instances: Awaited<ReturnType<typeof startInstance>>[] = [];
  try {
    const leads = await ground.addLeads(races);
    for (let n = 0; n < instanceCount; n++) {
      const address = ground.storeAt(ground.storePort);
      // A machine that is busy must not turn the race into one past the cache.
      instances.push(
        await startInstance({
          ...ground.common,
          store: address,
          breakage: broken ? "versions read late" : undefined,
          deadlineMs: 20_000,
          sweepSeconds: 2,
        }),
      );
    }
    const report: RacesReport = {
      ...{ races, seconds: 0, reads: 0, commits: 0, rolledBack: 0, outcomes: {} },
      ...{ stale: 0, olderThanOwn: 0, rolledBackSeen: 0, foreignResults: 0, failed: 0 },
    };
    const begun = performance.now();
    for (let first = 0; first < leads.length; first += atOnce) {
      const racing = leads.slice(first, first + atOnce);
      const accounts = await Promise.all(
        instances.map((instance, n) =>
          instance.order({
            do: "race",
            leads: racing,
            writes: racing.filter((_, i) => i % instanceCount === n),
          }),
        ),
      );
      for (const account of accounts) {
        report.reads += account.reads.length;
        report.commits += account.commits.length;
        report.rolledBack += account.rolledBack;
        report.olderThanOwn += account.olderThanOwn;
        report.rolledBackSeen += account.rolledBackSeen;
        report.foreignResults += account.foreignResults;
        report.failed += account.failedReads + account.failedWrites;
        for (const [outcome, n] of Object.entries(account.outcomes))
          report.outcomes[outcome] = (report.outcomes[outcome] ?? 0) + n;
      }
      await Promise.all(instances.map((instance) => instance.order({ do: "rest" })));
      const tellings = await Promise.all(instances.map((each) => each.order({ do: "tell", leads: racing })));
      for (const telling of tellings) report.stale += await wrongAnswers(ground, telling);
    }
    report.seconds = (performance.now() - begun) / 1_000;
    return report;
  } finally {
    await Promise.all(instances.map((instance) => instance.stop()));
    await ground.stop();
  }
}

/** Whether one of the promises was broken. */
export function isBroken(report: RacesReport): boolean {
  const { stale, olderThanOwn, rolledBackSeen, foreignResults, failed } = report;
  return stale + olderThanOwn + rolledBackSeen + foreignResults + failed > 0;
}

/** One line of figures. */
export function lineOf(report: RacesReport): string {
  const { races, seconds, reads, commits, rolledBack, outcomes } = report;
  const answered = Object.entries(outcomes).map(([outcome, n]) => `${n} ${outcome}`);
  return [
    `${races} races on ${instanceCount} processes in ${seconds.toFixed(1)} s: ${reads} reads (${answered.join(", ")}),`,
    `${commits} commits, ${rolledBack} rolled back; ${report.stale} stale at rest, ${report.olderThanOwn} older than one's own write,`,
    `${report.rolledBackSeen} rolled back and seen, ${report.foreignResults} answers to others, ${report.failed} failed`,
  ].join(" ");
}
