import type { CountedJobs } from "#app/domains/operator/queries.server.ts";
import { useI18n } from "#app/i18n/index.ts";
import { DataTable } from "#app/ui/index.ts";

/** How many jobs of each kind are in which state. */
export function JobQueues({ queues }: { queues: readonly CountedJobs[] }) {
  const { m, f } = useI18n();
  const t = m.operator.jobs;
  const states = ["failed", "running", "waiting", "completed", "cancelled"] as const;
  return (
    <DataTable
      caption={t.kinds}
      captionHidden
      rows={queues}
      rowKey={({ name }) => name}
      empty={null}
      columns={[
        {
          key: "name",
          header: t.job,
          rowHeader: true,
          cell: ({ name }) => <code className="max-sm:text-[0.8125rem]">{name}</code>,
        },
        ...states.map((state) => ({
          key: state,
          header: t[state],
          figure: true,
          minor: state === "running" || state === "cancelled",
          cell: (counts: CountedJobs) => f.number(counts[state]),
        })),
      ]}
    />
  );
}
