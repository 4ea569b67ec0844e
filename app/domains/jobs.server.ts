import { z } from "zod";
import { type AnyJob, defineJob } from "#app/jobs/define-job.ts";
import { forgetExpiredJob, mailLinkJob, mailNoticeJob } from "./accounts/jobs.server.ts";
import * as imports from "./imports/jobs.server.ts";
import { mailInvitationJob } from "./people/jobs.server.ts";
import { mailReminderJob, remindJob } from "./tasks/jobs.server.ts";

/** For where no server sweeps by itself, and in case one does not: sweeping twice harms nobody. */
const sweepJob = defineJob({
  name: "invalidations.sweep",
  data: z.null(),
  schedule: "* * * * *",
  keepDays: 1,
  run: async ({ data }) => {
    await data.invalidations.sweep();
  },
});

/** Every job of the application: what runners look for. */
export const allJobs: readonly AnyJob[] = [
  forgetExpiredJob,
  mailLinkJob,
  mailNoticeJob,
  mailInvitationJob,
  sweepJob,
  imports.workJob,
  imports.sweepJob,
  remindJob,
  mailReminderJob,
];
