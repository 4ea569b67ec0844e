import { LeadStatusBadge } from "#app/domains/leads/lead-status-badge.tsx";
import type { LeadRow } from "#app/domains/leads/queries.server.ts";
import { DataTable, Link } from "#app/ui/index.ts";
import type { HomePartProps } from "./figures.tsx";

/** The leads that entered last. */
export function LatestLeads({ rows, organization, i18n }: HomePartProps & { rows: readonly LeadRow[] }) {
  const { m, f } = i18n;
  const { slug, currency } = organization;
  return (
    <DataTable
      caption={m.home.latest}
      captionHidden
      rows={rows}
      rowKey={(row) => row.id}
      empty={null}
      columns={[
        {
          key: "name",
          header: m.leads.columns.lead,
          rowHeader: true,
          cell: (row) => (
            <>
              <Link to={`/o/${slug}/leads/${row.id}`}>{row.name}</Link>
              <span className="block font-normal text-muted text-sm sm:hidden">{f.date(row.enteredOn)}</span>
            </>
          ),
        },
        { key: "mentee", header: m.leads.columns.mentee, minor: true, cell: (row) => row.menteeName },
        {
          key: "status",
          header: m.leads.columns.status,
          cell: (row) => <LeadStatusBadge status={row.status} />,
        },
        {
          key: "value",
          header: m.leads.columns.value,
          figure: true,
          cell: (row) => (row.value === null ? "–" : f.money(row.value, currency)),
        },
        {
          key: "entered",
          header: m.leads.columns.entered,
          minor: true,
          figure: true,
          cell: (row) => f.columnDate(row.enteredOn),
        },
      ]}
    />
  );
}
