import { useI18n } from "#app/i18n/index.ts";
import { DataTable } from "#app/ui/index.ts";

interface BulkTallyProps {
  caption: string;
  /** what the rows are */
  header: string;
  rows: readonly { key: string; name: string; leads: number }[];
}

/** How many of the selected leads have what, before all of them are given the same. */
export function BulkTally({ caption, header, rows }: BulkTallyProps) {
  const { m, f } = useI18n();
  if (rows.length === 0) return null;
  return (
    <div className="max-w-xl">
      <DataTable
        caption={caption}
        rows={rows}
        rowKey={({ key }) => key}
        empty={null}
        columns={[
          { key: "name", header, rowHeader: true, cell: ({ name }) => name },
          {
            key: "leads",
            header: m.leadBulk.columns.leads,
            figure: true,
            cell: ({ leads }) => f.number(leads),
          },
        ]}
      />
    </div>
  );
}
