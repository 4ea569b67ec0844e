import { interactionUrl, leadUrl } from "#app/domains/leads/lead-filter.ts";
import type { LeadEvent, TimelinePage } from "#app/domains/leads/queries.server.ts";
import { type I18n, useI18n } from "#app/i18n/index.ts";
import { Link, Pager, TagMark, Timeline, type Tone } from "#app/ui/index.ts";

interface LeadTimelineProps {
  page: TimelinePage;
  leadId: string;
  organization: { slug: string; timeZone: string };
  /** whose interactions can be changed: the reader's */
  userId: string;
}

/** What happened to a lead, newest first. */
export function LeadTimeline({ page, leadId, organization, userId }: LeadTimelineProps) {
  const i18n = useI18n();
  const { m, f } = i18n;
  const { slug, timeZone } = organization;
  const { events, previous, next } = page;
  const place = (name: "after" | "before", cursor: string) =>
    `${leadUrl(slug, leadId)}?${new URLSearchParams({ [name]: cursor })}`;
  return (
    <>
      {events.length === 0 ? (
        <p className="text-muted">{m.leads.history.empty}</p>
      ) : (
        <Timeline
          items={events.map((event) => ({
            key: event.id,
            when: { iso: event.at, label: f.dateTime(event.at, timeZone) },
            title: titleOf(event, i18n),
            ...(event.by !== null && { by: event.by }),
            children: detailOf(event, i18n, userId, (id) => interactionUrl(slug, leadId, id)),
            tone: toneOf(event),
          }))}
        />
      )}
      <Pager
        {...(previous !== null && { previous: place("before", previous) })}
        {...(next !== null && { next: place("after", next) })}
      />
    </>
  );
}

function titleOf(event: LeadEvent, { m: { leads } }: I18n): string {
  if (event.kind === "interaction") return leads.history.kinds[event.as];
  if (event.kind === "task") return leads.history.task;
  if (event.kind === "noted") return leads.history.noted[event.action];
  if (event.kind === "imported" || event.kind === "importReverted")
    return leads.history[event.kind](event.file);
  const to = leads.status[event.to];
  return event.from === null ? leads.history.entered(to) : leads.history.moved(leads.status[event.from], to);
}

function detailOf(event: LeadEvent, { m, f }: I18n, userId: string, href: (id: string) => string) {
  if (event.kind === "moved") {
    if (event.days === null || event.from === null) return undefined;
    const { stayed } = m.leads.history;
    return <p className="text-muted text-sm">{stayed(f.days(event.days), m.leads.status[event.from])}</p>;
  }
  if (event.kind === "imported" || event.kind === "importReverted") return undefined;
  if (event.kind === "task") return event.title;
  if (event.kind === "noted") {
    const labels: Record<string, string> = m.leads.fields;
    const { fields, tag } = event.meta;
    if (typeof tag === "string") return <TagMark>{tag}</TagMark>;
    const named = Array.isArray(fields) ? fields.map((field) => labels[field] ?? field) : [];
    return named.length === 0 ? undefined : f.list(named);
  }
  return (
    <>
      {event.body}
      {event.byId === userId && (
        <Link className="link block w-fit text-sm print:hidden" to={href(event.id)}>
          {m.leads.interaction.change}
        </Link>
      )}
    </>
  );
}

function toneOf(event: LeadEvent): Tone {
  if (event.kind === "task") return "good";
  if (event.kind !== "moved") return "neutral";
  if (event.to === "won") return "good";
  return event.to === "lost" ? "bad" : "accent";
}
