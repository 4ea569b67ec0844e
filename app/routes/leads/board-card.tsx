import { Form } from "react-router";
import { leadUrl } from "#app/domains/leads/lead-filter.ts";
import { leadStatuses } from "#app/domains/leads/lead-status.ts";
import type { BoardCard } from "#app/domains/leads/queries.server.ts";
import { useI18n } from "#app/i18n/index.ts";
import { Button, Link } from "#app/ui/index.ts";
import type { LeadStatus } from "#schema";

interface CardProps {
  card: BoardCard;
  status: LeadStatus;
  /** where a move is sent */
  action: string;
  slug: string;
  currency: string;
}

/** A lead on the board: dragged to another stage, or moved by the choice on it. */
export function Card({ card, status, action, slug, currency }: CardProps) {
  const { m, f } = useI18n();
  const t = m.leadBoard;
  return (
    <li
      draggable
      onDragStart={(event) => {
        event.dataTransfer.setData("text/plain", card.id);
        event.dataTransfer.effectAllowed = "move";
      }}
      className="cursor-grab border border-line bg-raised p-2.5"
    >
      <Link className="link block font-semibold" to={leadUrl(slug, card.id)}>
        {card.name}
      </Link>
      <p className="text-muted text-sm">{card.menteeName}</p>
      <p className="mt-1 flex justify-between gap-2 text-sm">
        <span className="tally">{card.value === null ? "–" : f.money(card.value, currency)}</span>
        <span className="text-muted">{f.date(card.enteredOn)}</span>
      </p>
      <Form
        method="post"
        action={action}
        preventScrollReset
        className="mt-2 grid grid-cols-[minmax(0,1fr)_auto] gap-1.5 print:hidden"
      >
        <input type="hidden" name="leadId" value={card.id} />
        <input type="hidden" name="rowVersion" value={card.rowVersion} />
        <select name="to" defaultValue={status} aria-label={t.moveOf(card.name)} className="control text-sm">
          {leadStatuses.map((each) => (
            <option key={each} value={each}>
              {m.leads.status[each]}
            </option>
          ))}
        </select>
        <Button type="submit" className="px-2.5 text-sm">
          {t.move}
          <span className="sr-only"> {card.name}</span>
        </Button>
      </Form>
    </li>
  );
}
