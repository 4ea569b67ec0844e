import { openDatabase } from "#app/db/open.server.ts";
import { openDataLayer } from "#app/domains/data-layer.server.ts";
import { startWorkers } from "../start-workers.server.ts";
import { hang } from "./test-jobs.ts";

/* A runner as a process of its own, to be killed. */

const [url = "", driver, sqlEndpoint = "", wsProxy = ""] = process.argv.slice(2);
const database = await openDatabase({
  url,
  ...(driver === "neon" ? { driver, neonGateway: { sqlEndpoint, wsProxy } } : {}),
});
const data = await openDataLayer({ database, sweepSeconds: 0 });
await startWorkers(data, [hang], { pollSeconds: 0.5, onError: console.error });
