import { openDatabase } from "#app/db/open.server.ts";
import type { DataLayer } from "#app/domains/caller.ts";
import { openDataLayer } from "#app/domains/data-layer.server.ts";

interface Given {
  url: string;
  neonGateway?: { sqlEndpoint: string; wsProxy: string };
}

/** What the process was given that `spawnRunner` started. */
export function givenToRunner(): Given & Readonly<Record<string, unknown>> {
  return JSON.parse(process.argv[2] ?? "{}");
}

/** The test's database, opened by a runner. */
export async function openRunnerData(): Promise<DataLayer> {
  const { url, neonGateway } = givenToRunner();
  const database = await openDatabase({ url, ...(neonGateway && { driver: "neon", neonGateway }) });
  return openDataLayer({ database, sweepSeconds: 0 });
}
