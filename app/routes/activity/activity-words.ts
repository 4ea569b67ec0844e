import type { ActivityEntry } from "#app/domains/activity/queries.server.ts";
import type { I18n } from "#app/i18n/index.ts";

/** What a command is called; one that has no words yet, by its name. */
export function actionWords(action: string, { m }: Pick<I18n, "m">): string {
  return wordOf(m.activity.actions, action) ?? action;
}

type Told = Pick<ActivityEntry, "meta" | "action" | "concerned">;

/** What an entry tells beside who, what and when, in the reader's language; what it does not know, it does not tell. */
export function detailWords({ meta, action, concerned }: Told, { m, f }: Pick<I18n, "m" | "f">): string[] {
  const t = m.activity.details;
  const term = (value: unknown) => wordOf(m.leads.status, value) ?? wordOf(m.people.roles, value);
  const count = (value: unknown, say: (count: string) => string) =>
    typeof value === "number" && value > 0 ? say(f.number(value)) : undefined;
  const [from, to] = [term(meta.from), term(meta.to)];
  const told = [
    from && to && t.moved(from, to),
    from && !to && t.wasBefore(from),
    action.endsWith(".archive") && (meta.to === "archived" ? t.archived : t.active),
    Array.isArray(meta.fields) &&
      meta.fields.length > 0 &&
      t.fields(fieldWords(meta.fields, action, { m, f })),
    term(meta.role),
    wordOf(m.leads.history.kinds, meta.kind),
    concerned !== null && (meta.mentors === true ? t.mentors(concerned) : t.mentorsNot(concerned)),
    typeof meta.file === "string" && meta.file,
    typeof meta.format === "string" && meta.format.toUpperCase(),
    count(meta.created, t.created),
    count(meta.updated, t.updated),
    count(meta.rejected, t.rejected),
    count(meta.leads, t.leads),
    count(meta.tasks, t.tasks),
  ];
  return told.filter((words): words is string => typeof words === "string" && words !== "");
}

function fieldWords(fields: readonly string[], action: string, { m, f }: Pick<I18n, "m" | "f">): string {
  const [domain] = action.split(".");
  const names =
    domain === "leads" ? m.leads.fields : domain === "mentees" ? m.mentees.fields : m.cohorts.fields;
  return f.list(fields.map((field) => wordOf(names, field) ?? field));
}

/** The words that a catalogue has for a key, where they are words and not a function. */
function wordOf(words: object, key: unknown): string | undefined {
  if (typeof key !== "string" || !Object.hasOwn(words, key)) return undefined;
  const found: unknown = (words as Record<string, unknown>)[key];
  return typeof found === "string" ? found : undefined;
}
