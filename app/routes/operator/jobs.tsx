import { ConflictError } from "#app/domains/errors.ts";
import { steerJob } from "#app/domains/operator/commands.server.ts";
import { steerJobSchema } from "#app/domains/operator/forms.ts";
import { readJobs } from "#app/domains/operator/queries.server.ts";
import { useI18n } from "#app/i18n/index.ts";
import { redirectWithFlash } from "#app/server/flash.server.ts";
import { parseForm } from "#app/server/form.server.ts";
import { httpError } from "#app/server/http-error.ts";
import { requireOperator } from "#app/server/operator.server.ts";
import { EmptyState, Kpi, KpiBoard, PageHeader, Section } from "#app/ui/index.ts";
import type { Route } from "./+types/jobs.ts";
import { JobQueues } from "./job-queues.tsx";
import { JobTable } from "./job-table.tsx";

const path = "/operator/jobs";

/** What runs in the background of the whole installation, for its operators. */
export async function loader({ context }: Route.LoaderArgs) {
  const caller = await requireOperator(context);
  return { ...(await readJobs(caller, undefined)), asOf: new Date().toISOString() };
}

export async function action({ context, request }: Route.ActionArgs) {
  const caller = await requireOperator(context);
  const submission = await parseForm(request, steerJobSchema);
  if (submission.status !== "success") throw httpError(400);
  const { to } = submission.value;
  try {
    await steerJob(caller, submission.value);
  } catch (error) {
    if (!(error instanceof ConflictError)) throw error;
    return redirectWithFlash(context, path, { tone: "warn", message: "operator.jobs.flash.changed" });
  }
  return redirectWithFlash(context, path, { tone: "good", message: `operator.jobs.flash.${to}` });
}

export default function Jobs({ loaderData }: Route.ComponentProps) {
  const { queues, jobs, asOf } = loaderData;
  const { m, f } = useI18n();
  const t = m.operator.jobs;
  const sum = (of: "waiting" | "running" | "failed" | "completed") =>
    f.number(queues.reduce((total, queue) => total + queue[of], 0));
  return (
    <>
      <title>{m.common.pageTitle(t.title)}</title>
      <PageHeader title={t.title} asOf={m.common.asOf(f.dateTime(asOf, "UTC"))}>
        <p className="mt-4 max-w-prose">{t.text}</p>
      </PageHeader>
      <KpiBoard>
        <Kpi label={t.failed} value={sum("failed")} note={t.failedNote} />
        <Kpi label={t.running} value={sum("running")} note={t.runningNote} />
        <Kpi label={t.waiting} value={sum("waiting")} note={t.waitingNote} />
        <Kpi label={t.completed} value={sum("completed")} note={t.completedNote} />
      </KpiBoard>
      <Section title={t.open} description={t.openText} className="mt-12">
        {jobs.length === 0 ? <EmptyState title={t.none}>{t.noneHint}</EmptyState> : <JobTable jobs={jobs} />}
      </Section>
      <Section title={t.kinds} description={t.kindsText} className="mt-12">
        {queues.length === 0 ? (
          <EmptyState title={t.noKinds}>{t.noKindsHint}</EmptyState>
        ) : (
          <JobQueues queues={queues} />
        )}
      </Section>
    </>
  );
}
