import { useId, useState } from "react";
import { useFetcher, useFetchers, useSubmit } from "react-router";
import { boardUrl } from "#app/domains/leads/board-url.ts";
import { type LeadFilter, leadsUrl } from "#app/domains/leads/lead-filter.ts";
import { isLeadStatus } from "#app/domains/leads/lead-status.ts";
import { LeadStatusBadge } from "#app/domains/leads/lead-status-badge.tsx";
import type { BoardCard, BoardColumn } from "#app/domains/leads/queries.server.ts";
import { useI18n } from "#app/i18n/index.ts";
import { Flash, Link } from "#app/ui/index.ts";
import { ScrollBox } from "#app/ui/scroll-box.tsx";
import type { LeadStatus } from "#schema";
import { Card } from "./board-card.tsx";

interface BoardProps {
  columns: readonly BoardColumn[];
  filter: LeadFilter;
  slug: string;
  currency: string;
}

const fetcherKey = "board-move";

/** The stages side by side. A card that is on its way stands where it was dropped; refused, it is back where it was. */
export function Board({ columns, filter, slug, currency }: BoardProps) {
  const { m } = useI18n();
  const t = m.leadBoard;
  const id = useId();
  const here = boardUrl(slug, filter);
  const submit = useSubmit();
  const fetcher = useFetcher<{ conflict?: true } | null>({ key: fetcherKey });
  const [over, setOver] = useState<LeadStatus>();
  const shown = useShownColumns(columns);
  const drop = (card: BoardCard, to: LeadStatus) => {
    const form = { leadId: card.id, rowVersion: String(card.rowVersion), to };
    const asks = to === "won" || to === "lost";
    if (asks) return submit(form, { method: "post", action: here });
    return fetcher.submit({ ...form, quiet: "1" }, { method: "post", action: here });
  };
  return (
    <>
      {fetcher.state === "idle" && fetcher.data?.conflict && <Flash tone="bad">{t.conflict}</Flash>}
      <p id={id} className="mb-3 text-muted text-sm noscript:hidden print:hidden">
        {t.moveHint}
      </p>
      <ScrollBox labelledBy={id}>
        <ol aria-label={t.region} className="flex items-start gap-4 pb-3 print:block">
          {shown.map((column) => (
            <li
              key={column.status}
              className={`on-sheets w-60 shrink-0 border-t-4 pt-2 print:mb-6 print:w-auto ${over === column.status ? "border-accent bg-sunk" : "border-ink"}`}
              onDragOver={(event) => {
                event.preventDefault();
                setOver(column.status);
              }}
              onDragLeave={() => setOver(undefined)}
              onDrop={(event) => {
                event.preventDefault();
                setOver(undefined);
                const dropped = event.dataTransfer.getData("text/plain");
                const from = columns.find(({ cards }) => cards.some((card) => card.id === dropped));
                const card = from?.cards.find((each) => each.id === dropped);
                if (card && from?.status !== column.status) drop(card, column.status);
              }}
            >
              <ColumnHead column={column} filter={filter} slug={slug} currency={currency} />
              <ul className="grid gap-2.5 print:grid-cols-3">
                {column.cards.map((card) => (
                  <Card
                    key={card.id}
                    card={card}
                    status={column.status}
                    action={here}
                    slug={slug}
                    currency={currency}
                  />
                ))}
              </ul>
              <ColumnFoot column={column} filter={filter} slug={slug} />
            </li>
          ))}
        </ol>
      </ScrollBox>
    </>
  );
}

const ofStage = (slug: string, filter: LeadFilter, status: LeadStatus) =>
  leadsUrl(slug, { ...filter, status: [status] });

type ColumnPart = Pick<BoardProps, "filter" | "slug"> & { column: BoardColumn };

/** How many leads a stage has and what they are worth; both lead to exactly these. */
function ColumnHead({ column, filter, slug, currency }: ColumnPart & { currency: string }) {
  const { m, f } = useI18n();
  const href = ofStage(slug, filter, column.status);
  return (
    <div className="mb-3 px-1">
      <h2>
        <LeadStatusBadge status={column.status} />
      </h2>
      <p className="flex justify-between gap-2 text-muted text-sm">
        <Link className="link" to={href}>
          {m.leadBoard.count(column.leads)}
        </Link>
        {column.value !== null && (
          <Link className="link tally" to={href}>
            {f.figureMoney(column.value, currency)}
          </Link>
        )}
      </p>
    </div>
  );
}

function ColumnFoot({ column, filter, slug }: ColumnPart) {
  const { m } = useI18n();
  const { cards, leads, status } = column;
  if (cards.length === 0) return <p className="px-1 text-muted text-sm">{m.leadBoard.empty}</p>;
  if (leads <= cards.length) return null;
  return (
    <Link className="link mt-3 block px-1 text-sm" to={ofStage(slug, filter, status)}>
      {m.leadBoard.all}
      <span className="sr-only"> ({m.leads.status[status]})</span>
    </Link>
  );
}

/** The columns as they will be once the card that is being moved has arrived. */
function useShownColumns(columns: readonly BoardColumn[]): readonly BoardColumn[] {
  const form = useFetchers().find(({ key }) => key === fetcherKey)?.formData;
  const [leadId, to] = [form?.get("leadId"), form?.get("to")];
  const from = columns.find(({ cards }) => cards.some(({ id }) => id === leadId));
  const card = from?.cards.find(({ id }) => id === leadId);
  if (!card || !isLeadStatus(to)) return columns;
  return columns.map((column) => {
    if (column.status === from?.status)
      return { ...column, leads: column.leads - 1, cards: column.cards.filter((each) => each !== card) };
    if (column.status === to) return { ...column, leads: column.leads + 1, cards: [card, ...column.cards] };
    return column;
  });
}
