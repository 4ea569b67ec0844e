import { i18nFor } from "#app/i18n/i18n-for.ts";
import type { Locale } from "#app/i18n/locales.ts";
import type { Letter, LetterList } from "#app/mail/letter.ts";
import { leadUrl } from "../leads/lead-filter.ts";
import { urgencyOf } from "./task-facts.ts";
import { tasksUrl } from "./task-urls.ts";

export interface DueTask {
  title: string;
  /** Local date. */
  dueOn: string;
  leadId: string;
  leadName: string;
}

export interface ReminderFacts {
  locale: Locale;
  /** where links lead, such as https://placar.example */
  origin: string;
  name: string;
  /** its name and its part of addresses */
  organization: string;
  slug: string;
  /** Local date there. */
  today: string;
  /** Those that are named one by one, the most overdue first. */
  tasks: readonly DueTask[];
  /** How many are due in all. */
  count: number;
}

/** What a person has to do by today, with the way to each lead and the way to be left in peace. */
export function reminderLetter(facts: ReminderFacts): Letter {
  const { locale, origin, name, organization, slug, today, tasks, count } = facts;
  const { m, f } = i18nFor(locale);
  const t = m.reminders.mail;
  const list = (urgency: "overdue" | "today"): LetterList[] => {
    const items = tasks
      .filter(({ dueOn }) => urgencyOf(dueOn, today) === urgency)
      .map(({ title, dueOn, leadId, leadName }) => ({
        label: title,
        detail: urgency === "today" ? leadName : t.overdueOf(leadName, f.date(dueOn)),
        href: `${origin}${leadUrl(slug, leadId)}`,
      }));
    return items.length > 0 ? [{ title: t[urgency], items }] : [];
  };
  const more = count - tasks.length;
  return {
    locale,
    subject: t.subject(count, organization),
    greeting: m.mail.greetingTo(name),
    paragraphs: [t.text(count, organization)],
    lists: [...list("overdue"), ...list("today")],
    link: { label: t.link, href: `${origin}${tasksUrl(slug)}` },
    notes: [
      ...(more > 0 ? [t.more(more)] : []),
      t.why,
      { label: t.turnOff, href: `${origin}/account#reminders` },
    ],
  };
}
