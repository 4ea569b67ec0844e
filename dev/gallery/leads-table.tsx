import { Link } from "react-router";
import { useI18n } from "#app/i18n/index.ts";
import { Badge, ButtonLink, type Column, DataTable, type Direction, EmptyState } from "#app/ui/index.ts";
import type { leads } from "./samples.ts";
import { galleryWords } from "./words.ts";

export type SampleLead = (typeof leads)[number];

const statuses = ["new", "first_contact", "qualified", "proposal", "negotiation", "won", "lost"] as const;

export function StageBadge({ rank }: { rank: number }) {
  const { m } = useI18n();
  const status = statuses[rank] ?? "new";
  const tone = status === "won" ? "good" : status === "lost" ? "bad" : "neutral";
  return (
    <Badge tone={tone} {...(status === "lost" ? {} : { progress: [rank + 1, 6] as const })}>
      {m.leads.status[status]}
    </Badge>
  );
}

export function LeadsTable({
  rows,
  caption,
  sort,
}: {
  rows: readonly SampleLead[];
  caption: string;
  sort?: { key: string; direction: Direction };
}) {
  const { f, locale } = useI18n();
  const words = galleryWords(locale);
  const columns: Column<SampleLead>[] = [
    {
      key: "name",
      header: words.name,
      rowHeader: true,
      cell: (lead) => (
        <Link to={`/o/demo/leads/${lead.id}`} className="hover:text-accent">
          {lead.name}
        </Link>
      ),
    },
    {
      key: "source",
      header: words.source,
      minor: true,
      cell: (lead) => lead.source || <span className="text-muted">{words.unknownSource}</span>,
    },
    { key: "stage", header: words.stage, sortable: "desc", cell: (lead) => <StageBadge rank={lead.rank} /> },
    {
      key: "entered",
      header: words.enteredOn,
      figure: true,
      sortable: "desc",
      cell: (lead) => f.date(lead.entered),
    },
    {
      key: "value",
      header: words.value,
      figure: true,
      sortable: "desc",
      cell: (lead) =>
        lead.value === null ? <span className="text-muted">–</span> : f.money(lead.value, "BRL"),
    },
  ];
  return (
    <DataTable
      caption={caption}
      captionHidden
      phone="stack"
      columns={columns}
      rows={rows}
      rowKey={(lead) => lead.id}
      {...(sort ? { sort, sortHref: (key, direction) => `?sort=${key}&dir=${direction}` } : {})}
      empty={
        <EmptyState
          title={words.emptyTitle}
          action={<ButtonLink to="/o/demo/leads">{words.emptyAction}</ButtonLink>}
        >
          {words.emptyText}
        </EmptyState>
      }
    />
  );
}
