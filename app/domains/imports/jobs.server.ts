import { z } from "zod";
import { callerFor } from "#app/domains/caller.ts";
import { defineJob } from "#app/jobs/define-job.ts";
import { organizations } from "#schema";
import { sweepImports } from "./sweep-imports.server.ts";
import { workOnImports } from "./work-imports.server.ts";

/** What waits to be done with an organization's imports, one after the other: of one organization, one runs at a time. */
export const workJob = defineJob({
  name: "imports.work",
  data: z.object({ organizationId: z.uuid() }),
  key: ({ organizationId }) => organizationId,
  retries: { times: 6, afterSeconds: 5, afterSecondsAtMost: 60 },
  expireSeconds: 3_600,
  run: ({ data, signal }, { organizationId }) => workOnImports(data, organizationId, signal),
});

/** Files that were uploaded long ago. */
export const sweepJob = defineJob({
  name: "imports.sweep",
  data: z.null(),
  schedule: "43 3 * * *",
  keepDays: 7,
  run: async ({ data, signal }) => {
    const [all] = await data.database.readBatch({ kind: "system" }, (db) => [
      db.select({ id: organizations.id }).from(organizations),
    ]);
    for (const { id: organizationId } of all) {
      signal.throwIfAborted();
      await sweepImports(callerFor(data, { kind: "system", organizationId }), undefined);
    }
  },
});
