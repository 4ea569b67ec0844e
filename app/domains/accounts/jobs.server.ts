import { z } from "zod";
import { callerFor } from "#app/domains/caller.ts";
import { defineJob } from "#app/jobs/define-job.ts";

export { mailLinkJob } from "./mail-link.server.ts";
export { mailNoticeJob } from "./mail-notice.server.ts";

import { forgetExpired } from "./forget-expired.server.ts";

/** Sessions that ended long ago, attempts that no longer count, verifications that nobody can use. */
export const forgetExpiredJob = defineJob({
  name: "accounts.forgetExpired",
  data: z.null(),
  schedule: "17 * * * *",
  keepDays: 7,
  run: async ({ data, signal }) => {
    const caller = callerFor(data, { kind: "system" });
    while (!signal.aborted && (await forgetExpired(caller, undefined)).more);
  },
});
