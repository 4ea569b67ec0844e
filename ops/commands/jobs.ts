import { loadEnv } from "#app/env.server.ts";
import type { DataCommand } from "../command.ts";

export const jobsRun: DataCommand = {
  name: "jobs run",
  about: "Runs the background jobs that are due, and ends",
  notes: `Enqueues what came due by schedule since the last time first. For where no server runs jobs by itself (PLACAR_JOBS=off): have it
called every minute. The exit code is 1 where a job failed for good.`,
  works: "on data",
  run: async (_args, { data, terminal, signal }) => {
    const [{ runDueJobs }, { allJobs }, { openMail }, { loadSecret }] = await Promise.all([
      import("#app/jobs/run-due.server.ts"),
      import("#app/domains/jobs.server.ts"),
      import("#app/mail/open-mail.server.ts"),
      import("#app/server/secret.server.ts"),
    ]);
    const env = loadEnv();
    const mail = env.mail && openMail({ ...env.mail, secret: await loadSecret(env) });
    let lost = 0;
    try {
      await runDueJobs(data, allJobs, {
        mail,
        signal,
        onFailure: ({ job, id, attempt, last, error }) => {
          if (last) lost++;
          const what = error.message ?? error.code ?? error.type;
          terminal.err(`${job} ${id}, attempt ${attempt}${last ? ", the last" : ""}: ${what}`);
        },
      });
    } finally {
      mail?.close();
    }
    return lost > 0 ? 1 : 0;
  },
};

export const jobsList: DataCommand = {
  name: "jobs list",
  about: "Says how many background jobs wait, run and have failed",
  works: "on data",
  run: async (_args, { data, terminal }) => {
    const { countJobs } = await import("#app/jobs/count-jobs.server.ts");
    const queues = await countJobs(data.database);
    const width = Math.max(...queues.map(({ name }) => name.length), 0);
    for (const { name, waiting, running, failed, oldestSeconds } of queues) {
      const oldest = oldestSeconds === null ? "" : `, the oldest due for ${Math.round(oldestSeconds)} s`;
      terminal.out(
        `${name.padEnd(width)}  ${waiting} waiting${oldest}, ${running} running, ${failed} failed`,
      );
    }
    if (queues.length === 0) terminal.out("No job has been prepared yet: no server has run jobs.");
    return undefined;
  },
};
