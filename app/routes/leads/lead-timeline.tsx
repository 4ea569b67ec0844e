import type { LeadEvent } from "#app/domains/leads/queries.server.ts";
import { type Messages, useI18n } from "#app/i18n/index.ts";
import { Timeline, type Tone } from "#app/ui/index.ts";

/** What happened to a lead, newest first. */
export function LeadTimeline({ events, timeZone }: { events: readonly LeadEvent[]; timeZone: string }) {
  const { m, f } = useI18n();
  if (events.length === 0) return <p className="text-muted">{m.leads.history.empty}</p>;
  return (
    <Timeline
      items={events.map((event) => ({
        key: event.id,
        when: { iso: event.at, label: f.dateTime(event.at, timeZone) },
        title: titleOf(event, m),
        ...(event.by !== null && { by: event.by }),
        ...(event.kind !== "moved" && event.body !== "" && { children: event.body }),
        tone: toneOf(event),
      }))}
    />
  );
}

function titleOf(event: LeadEvent, { leads }: Messages): string {
  if (event.kind !== "moved") return leads.history.kinds[event.kind];
  const to = leads.status[event.to];
  return event.from === null ? leads.history.entered(to) : leads.history.moved(leads.status[event.from], to);
}

function toneOf(event: LeadEvent): Tone {
  if (event.kind !== "moved") return "neutral";
  if (event.to === "won") return "good";
  return event.to === "lost" ? "bad" : "accent";
}
