import { Form } from "react-router";
import type { ListedJob } from "#app/domains/operator/queries.server.ts";
import { useI18n } from "#app/i18n/index.ts";
import { Badge, DataTable, SubmitButton, type Tone } from "#app/ui/index.ts";

const tones: Record<ListedJob["state"], Tone> = {
  failed: "bad",
  retry: "warn",
  active: "accent",
  created: "neutral",
};

/** The jobs that are not over, and what an operator can do with each. */
export function JobTable({ jobs }: { jobs: readonly ListedJob[] }) {
  const { m, f } = useI18n();
  const t = m.operator.jobs;
  return (
    <DataTable
      caption={t.open}
      captionHidden
      phone="stack"
      rows={jobs}
      rowKey={({ id }) => id}
      empty={null}
      columns={[
        {
          key: "job",
          header: t.job,
          rowHeader: true,
          cell: ({ name, message }) => (
            <>
              <code className="max-sm:text-sm">{name}</code>
              {message && <span className="block max-w-prose font-normal text-muted text-sm">{message}</span>}
            </>
          ),
        },
        {
          key: "state",
          header: t.state,
          cell: ({ state }) => <Badge tone={tones[state]}>{t.states[state]}</Badge>,
        },
        {
          key: "attempt",
          header: t.attempt,
          figure: true,
          cell: ({ attempt, attempts }) => t.attemptOf(attempt, attempts),
        },
        {
          key: "at",
          header: t.at,
          cell: ({ at }) => <span className="whitespace-nowrap">{f.dateTime(at.toISOString(), "UTC")}</span>,
        },
        { key: "steer", header: t.steer, control: true, cell: (job) => <SteerForm {...job} /> },
      ]}
    />
  );
}

function SteerForm({ id, name, state }: ListedJob) {
  const { m } = useI18n();
  const t = m.operator.jobs;
  const choices = state === "failed" ? (["retry", "discard"] as const) : (["cancel"] as const);
  return (
    <Form method="post" preventScrollReset className="flex flex-wrap gap-2">
      <input type="hidden" name="job" value={name} />
      <input type="hidden" name="id" value={id} />
      {choices.map((to) => (
        <SubmitButton key={to} look="quiet" className="whitespace-nowrap" name="to" value={to}>
          {t[to]}
          <span className="sr-only"> {name}</span>
        </SubmitButton>
      ))}
    </Form>
  );
}
