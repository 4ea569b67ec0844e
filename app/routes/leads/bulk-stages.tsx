import type { StageAction } from "#app/domains/leads/bulk-actions.ts";
import { LeadStatusBadge } from "#app/domains/leads/lead-status-badge.tsx";
import type { SelectedCount } from "#app/domains/leads/queries.server.ts";
import { useI18n } from "#app/i18n/index.ts";
import { DataTable } from "#app/ui/index.ts";

interface BulkStagesProps {
  action: StageAction;
  selected: SelectedCount;
}

/** How many of the selected leads are as they should be already. */
export const staying = (action: StageAction, { stages }: SelectedCount): number =>
  stages.find(({ status }) => status === action)?.leads ?? 0;

/** How many leads there are at each stage, and what becomes of them. */
export function BulkStages({ action, selected }: BulkStagesProps) {
  const { m, f } = useI18n();
  const t = m.leadBulk;
  const becomes = action === "delete" ? t.toBin : t.moves;
  return (
    <div className="max-w-xl">
      <DataTable
        caption={t.stages}
        captionHidden
        rows={selected.stages}
        rowKey={({ status }) => status}
        empty={null}
        columns={[
          {
            key: "stage",
            header: t.columns.stage,
            rowHeader: true,
            cell: ({ status }) => <LeadStatusBadge status={status} />,
          },
          {
            key: "becomes",
            header: t.columns.becomes,
            cell: ({ status }) => (status === action ? t.stays : becomes),
          },
          { key: "leads", header: t.columns.leads, figure: true, cell: ({ leads }) => f.number(leads) },
        ]}
      />
    </div>
  );
}
