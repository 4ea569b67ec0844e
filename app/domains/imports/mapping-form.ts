import { z } from "zod";
import { leadStatuses } from "../leads/lead-status.ts";
import { line } from "../line.ts";
import { localDate } from "../local-date-field.ts";
import { readDatePattern } from "./date-pattern.ts";
import { type Mapping, readMapping } from "./mapping.ts";

// Messages are keys of `errors.field` in the catalogue. A blank field arrives as an absent one.

/** What a column may be chosen for. */
export const mappedFields = [
  "leadId",
  "externalId",
  "name",
  "email",
  "phone",
  "source",
  "enteredAt",
  "status",
  "wonAt",
  "lostReason",
  "value",
  "mentee",
] as const;

export type MappedField = (typeof mappedFields)[number];

/** How dates are written, those that day and month make ambiguous as most of our users write them. */
export const datePatterns = [
  "YYYY-MM-DD",
  "YYYY-MM-DD HH:mm:ss",
  "YYYY-MM-DD HH:mm",
  "YYYY-MM-DDTHH:mm:ss",
  "DD/MM/YYYY",
  "DD/MM/YYYY HH:mm",
  "DD/MM/YYYY HH:mm:ss",
  "DD-MM-YYYY",
  "DD.MM.YYYY",
  "MM/DD/YYYY",
  "MM/DD/YYYY HH:mm",
  "MM/DD/YYYY HH:mm:ss",
  "YYYY/MM/DD",
  "instant",
];

const column = z.string().max(1_000).optional();

const pattern = z
  .string()
  .refine((text) => readDatePattern(text) !== undefined, "choice")
  .default("YYYY-MM-DD");

/** A list of words: "n/d, unknown". */
const words = z
  .string()
  .max(1_000)
  .optional()
  .transform((text) =>
    (text ?? "")
      .split(",")
      .map((word) => word.trim())
      .filter((word) => word !== ""),
  );

/** The words of a file for each status. */
export const wordsName = (status: (typeof leadStatuses)[number]) => `words_${status}` as const;

const wordFields = Object.fromEntries(leadStatuses.map((status) => [wordsName(status), words])) as Record<
  ReturnType<typeof wordsName>,
  typeof words
>;

/** The form that says which column of a file is what. */
export const mappingForm = z
  .object({
    rows: z.enum(["upsert", "update-only"]),
    leadId: column,
    externalId: column,
    name: column,
    email: column,
    phone: column,
    countryCode: z
      .string()
      .trim()
      .regex(/^\+[1-9]\d{0,2}$/, "countryCode")
      .optional(),
    source: column,
    enteredAt: column,
    enteredAtPattern: pattern,
    status: column,
    ...wordFields,
    wonAt: column,
    wonAtPattern: pattern,
    lostReason: column,
    value: column,
    decimal: z.enum([".", ","]).default("."),
    zeroUndeclared: z
      .boolean()
      .optional()
      .transform((value) => value ?? false),
    mentee: column,
    menteeName: line(200).optional(),
    cohort: line(100).optional(),
    cohortStartsOn: localDate.optional(),
    unknown: words,
  })
  .superRefine((form, context) => {
    const require = (path: string) => context.addIssue({ code: "custom", path: [path], message: "required" });
    const said = new Set<string>();
    for (const status of form.status === undefined ? [] : leadStatuses)
      for (const word of new Set(form[wordsName(status)])) {
        if (said.has(word))
          context.addIssue({ code: "custom", path: [wordsName(status)], message: "wordTwice" });
        said.add(word);
      }
    if (form.cohort !== undefined && form.cohortStartsOn === undefined) require("cohortStartsOn");
    if (form.leadId === undefined && form.externalId === undefined) require("externalId");
    if (form.rows === "update-only" || form.externalId === undefined) return;
    if (form.enteredAt === undefined) require("enteredAt");
    if (form.mentee === undefined && form.menteeName === undefined) require("menteeName");
  });

export type MappingForm = z.output<typeof mappingForm>;

/** What the form holds, as text. */
export type MappingValues = Partial<Record<keyof z.input<typeof mappingForm>, string>>;

/** The mapping that a form describes. Without a column of names, leads are called by their ids. */
export function mappingOf(form: MappingForm): Mapping {
  const { unknown, externalId, rows } = form;
  const from = (name: string | undefined, more: object = {}) =>
    name === undefined ? undefined : { column: name, unknown, ...more };
  const upsert = rows === "upsert" && externalId !== undefined;
  const status = Object.fromEntries(
    leadStatuses.flatMap((status) => form[wordsName(status)].map((word) => [word, status])),
  );
  const fields = {
    leadId: from(form.leadId),
    externalId: from(externalId),
    name: from(form.name) ?? (upsert ? { template: `Lead {${externalId}}` } : undefined),
    email: from(form.email),
    phone: from(form.phone, form.countryCode === undefined ? {} : { countryCode: form.countryCode }),
    source: from(form.source),
    enteredAt: from(form.enteredAt, { pattern: form.enteredAtPattern }),
    status: from(form.status, Object.keys(status).length === 0 ? {} : { values: status }),
    wonAt: from(form.wonAt, { pattern: form.wonAtPattern }),
    lostReason: from(form.lostReason),
    value: from(form.value, {
      decimal: form.decimal,
      zeroMeans: form.zeroUndeclared ? "undeclared" : "zero",
    }),
    mentee: from(form.mentee) ?? (upsert ? { constant: form.menteeName } : undefined),
  };
  const { cohort, cohortStartsOn: startsOn } = form;
  return readMapping(
    JSON.parse(
      JSON.stringify({
        rows,
        fields,
        ...(cohort !== undefined && { mentees: { createIn: { cohort, startsOn } } }),
      }),
    ),
    "The mapping",
  );
}

/** What the form holds for a mapping. */
export function valuesOf({ rows, fields, mentees }: Mapping): MappingValues {
  const values: MappingValues = { rows };
  const unknown = new Set<string>();
  for (const [name, source] of Object.entries(fields)) {
    if (source === undefined || !("column" in source)) continue;
    values[name as MappedField] = source.column;
    for (const word of source.unknown) unknown.add(word);
  }
  const { phone, status, value, mentee, enteredAt, wonAt } = fields;
  if (status && "values" in status && status.values)
    for (const each of leadStatuses) {
      const said = Object.entries(status.values).filter(([, meant]) => meant === each);
      values[wordsName(each)] = said.map(([word]) => word).join(", ");
    }
  if (mentee && "constant" in mentee) values.menteeName = mentee.constant;
  return {
    ...values,
    ...(phone?.countryCode !== undefined && { countryCode: phone.countryCode }),
    ...(enteredAt && { enteredAtPattern: enteredAt.pattern }),
    ...(wonAt && { wonAtPattern: wonAt.pattern }),
    ...(value && { decimal: value.decimal }),
    ...(value?.zeroMeans === "undeclared" && { zeroUndeclared: "on" }),
    ...(mentees && { cohort: mentees.createIn.cohort, cohortStartsOn: mentees.createIn.startsOn }),
    ...(unknown.size > 0 && { unknown: [...unknown].join(", ") }),
  };
}
