import { startWorkers } from "#app/jobs/start-workers.server.ts";
import { givenToRunner, openRunnerData } from "#app/jobs/testing/runner-data.ts";
import { openMail } from "#app/mail/open-mail.server.ts";
import { mailReminderJob } from "../jobs.server.ts";

/* Sends reminders as a process of its own, to be killed. */

const mail = openMail({
  smtpUrl: String(givenToRunner().smtpUrl),
  ...{ from: "no-reply@placar.example", origin: "https://placar.example", secret: "a secret of tests" },
});
await startWorkers(await openRunnerData(), [mailReminderJob], {
  mail,
  pollSeconds: 0.5,
  onError: console.error,
});
