import { type LeadFilter, type LeadSort, leadsUrl, leadUrl } from "#app/domains/leads/lead-filter.ts";
import { LeadStatusBadge } from "#app/domains/leads/lead-status-badge.tsx";
import type { LeadListPage, LeadRow } from "#app/domains/leads/queries.server.ts";
import { useI18n } from "#app/i18n/index.ts";
import { DataTable, Link, TagMarks } from "#app/ui/index.ts";
import { SelectLead, SelectPage } from "./bulk-bar.tsx";
import { EmptyLeads } from "./empty-leads.tsx";

interface LeadTableProps {
  filter: LeadFilter;
  sort: LeadSort;
  page: LeadListPage;
  organization: { slug: string; currency: string };
}

/** One page of leads, each a link to its own. */
export function LeadTable({ filter, sort, page, organization }: LeadTableProps) {
  const { m, f } = useI18n();
  const { slug, currency } = organization;
  return (
    <DataTable<LeadRow>
      caption={m.leads.list.caption}
      captionHidden
      rows={page.rows}
      rowKey={(row) => row.id}
      sort={{ key: sort.by, direction: sort.direction }}
      sortHref={(key, direction) => leadsUrl(slug, filter, { by: key as LeadSort["by"], direction })}
      empty={<EmptyLeads filter={filter} slug={slug} atEnd={page.previous !== null || page.next !== null} />}
      columns={[
        {
          key: "select",
          control: true,
          header: m.leadBulk.select,
          headerCell: <SelectPage />,
          cell: (row) => <SelectLead id={row.id} name={row.name} />,
        },
        {
          key: "name",
          header: m.leads.columns.lead,
          rowHeader: true,
          cell: (row) => (
            <>
              <Link to={leadUrl(slug, row.id)}>{row.name}</Link>
              <TagMarks names={row.tags} />
              <span className="block font-normal text-muted text-sm sm:hidden">{f.date(row.enteredOn)}</span>
            </>
          ),
        },
        { key: "mentee", header: m.leads.columns.mentee, minor: true, cell: (row) => row.menteeName },
        {
          key: "source",
          header: m.leads.columns.source,
          minor: true,
          cell: (row) => row.source ?? <span className="text-muted">{m.leads.unknownSource}</span>,
        },
        {
          key: "stage",
          header: m.leads.columns.status,
          sortable: "desc",
          cell: (row) => <LeadStatusBadge status={row.status} />,
        },
        {
          key: "value",
          header: m.leads.columns.value,
          sortable: "desc",
          figure: true,
          cell: (row) => (row.value === null ? "–" : f.money(row.value, currency)),
        },
        {
          key: "interaction",
          header: m.leadList.lastInteraction,
          sortable: "desc",
          minor: true,
          figure: true,
          cell: (row) => (row.lastInteractionOn === null ? "–" : f.columnDate(row.lastInteractionOn)),
        },
        {
          key: "entered",
          header: m.leads.columns.entered,
          sortable: "desc",
          minor: true,
          figure: true,
          cell: (row) => f.columnDate(row.enteredOn),
        },
      ]}
    />
  );
}
