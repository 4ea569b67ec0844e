import { startWorkers } from "../start-workers.server.ts";
import { openRunnerData } from "./runner-data.ts";
import { hang } from "./test-jobs.ts";

/* A runner as a process of its own, to be killed. */

await startWorkers(await openRunnerData(), [hang], { pollSeconds: 0.5, onError: console.error });
