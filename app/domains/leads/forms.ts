import { z } from "zod";
import { parseMoney } from "#app/i18n/parse-money.ts";
import { line, lines } from "../line.ts";
import { isLocalDate } from "../local-date.ts";
import { interactionKinds } from "./interaction-kinds.ts";
import { unknownSource } from "./lead-filter.ts";
import { leadStatuses, openStatuses } from "./lead-status.ts";
import { type MergedField, mergedFields, mergeSides } from "./merge-sides.ts";

// Messages are keys of `errors.field` in the catalogue. A blank field arrives as an absent one.

export interface FormSettings {
  /** ISO 4217; the organization's. */
  currency: string;
  /** The local date in the organization's zone: nothing has happened after it. */
  today: string;
  /** On the server: a number as E.164, undefined for what is none. */
  readPhone?: ((text: string) => string | undefined) | undefined;
}

/** Some tens of years of a large company's turnover; the database takes no more. */
export const mostMinorUnits = 100_000_000_000_000;

/** What may be left out is null, not absent: a form that comes back without it takes it away. */
const optional = <Schema extends z.ZodType>(schema: Schema) =>
  schema.optional().transform((value) => value ?? null);

const email = z.string().trim().toLowerCase().pipe(z.email("email").max(254));

/** In the browser only what cannot be a number at all is told at once: who knows how each country writes them is large. */
const phone = (read: FormSettings["readPhone"]) =>
  z.string().transform((text, context) => {
    const number = read
      ? read(text)
      : /^[+\d][\d\s().\-/]{3,40}$|^\([\d\s().\-/]{3,40}$/.test(text.trim()) && text;
    if (number) return number;
    context.addIssue({ code: "custom", message: "phone" });
    return z.NEVER;
  });

const source = line(100).transform((text) => (text.toLowerCase() === unknownSource ? null : text));

const money = (currency: string) =>
  z.string().transform((text, context) => {
    const minor = parseMoney(text, currency);
    if (minor !== undefined && minor >= 0 && minor <= mostMinorUnits) return minor;
    const tooLarge = minor !== undefined && minor > mostMinorUnits;
    context.addIssue({ code: "custom", message: tooLarge ? "moneyTooLarge" : "money" });
    return z.NEVER;
  });

const pastDate = (today: string) =>
  z
    .string()
    .refine(isLocalDate, { message: "date", abort: true })
    .refine((date) => date <= today, "future");

/** A checkbox; left blank it is absent. */
const confirmed = z
  .boolean()
  .optional()
  .transform((value) => value ?? false);

const factFields = ({ currency, today, readPhone }: FormSettings) => ({
  name: line(200),
  menteeId: z.uuid(),
  ownerId: optional(z.uuid()),
  email: optional(email),
  phone: optional(phone(readPhone)),
  source: optional(source),
  value: optional(money(currency)),
  enteredOn: pastDate(today),
  externalId: optional(line(200)),
});

/** The form for a new lead. */
export const newLeadForm = (settings: FormSettings) =>
  z.object({
    ...factFields(settings),
    status: z.enum(openStatuses),
    leadId: z.uuid(),
    /** Ids of those that the person has seen, and knows to be others. */
    knownDuplicates: z.string().max(1_000).optional(),
  });

/** Which of two leads' values stay; what is the same in both is not asked. */
const side = z.enum(mergeSides).optional();

/** The form that makes two leads one. */
export const mergeForm = z.object({
  older: z.uuid(),
  olderVersion: z.number().int(),
  newerVersion: z.number().int(),
  ...(Object.fromEntries(mergedFields.map((field) => [field, side])) as Record<MergedField, typeof side>),
});

/** The form for a lead's facts; the last two only where it is won or lost. */
export const editLeadForm = (settings: FormSettings) =>
  z.object({
    ...factFields(settings),
    wonOn: pastDate(settings.today).optional(),
    lostReason: optional(line(500)),
    /** The win really was before the lead entered. */
    wonEarlier: confirmed,
    rowVersion: z.number().int(),
    /** Where the lead was when the form was made; moves go through a form of their own. */
    status: z.enum(leadStatuses).optional(),
  });

/** The form that moves a lead; what belongs to another stage than the chosen one is passed over. */
export const moveLeadForm = ({ currency, today }: FormSettings) =>
  z.object({
    to: z.enum(leadStatuses),
    rowVersion: z.number().int(),
    wonOn: pastDate(today).optional(),
    wonEarlier: confirmed,
    value: money(currency).optional(),
    lostReason: optional(line(500)),
  });

/** Local date and time, "YYYY-MM-DDTHH:MM". What is still to come today, only the database's clock can tell. */
const pastMinute = (today: string) =>
  z
    .string()
    .regex(/^\d{4}-\d\d-\d\dT([01]\d|2[0-3]):[0-5]\d$/, { error: "date", abort: true })
    .refine((minute) => isLocalDate(minute.slice(0, 10)), { message: "date", abort: true })
    .refine((minute) => minute.slice(0, 10) <= today, "future");

/** The form for what passed between somebody and a lead; without a time, it happened now. */
export const interactionForm = ({ today }: Pick<FormSettings, "today">) =>
  z
    .object({
      kind: z.enum(interactionKinds),
      occurredAt: pastMinute(today).optional(),
      body: lines(5_000)
        .optional()
        .transform((text) => text ?? ""),
      /** The newest interaction when the form was made; or the version of the one that is changed. */
      seen: z.string().max(100).optional(),
    })
    .refine(({ kind, body }) => kind !== "note" || body !== "", { path: ["body"], message: "required" });
