import { z } from "zod";
import { leadStatuses } from "#app/domains/leads/lead-status.ts";
import { isLocalDate } from "#app/domains/local-date.ts";
import { isTimeZone } from "#app/domains/organizations/time-zones.ts";
import { readDatePattern } from "./date-pattern.ts";
import { ImportError } from "./import-error.ts";

const filled = z.string().trim().min(1);

/** Cells that mean "nobody knows", beside blank ones. */
const unknown = z.array(z.string().trim()).default([]);

const column = { column: filled, unknown };

/** What every lead gets that the file does not have. */
const constant = z.strictObject({ constant: filled });

/** A text with columns in braces: "Lead {mql_id}". */
const template = z.strictObject({ template: filled });

const fromColumn = z.strictObject(column);

/** `pattern` is made of YYYY, MM, DD, HH, mm, ss and what stands between them, or is "instant" for times with an offset. */
const date = z.strictObject({
  ...column,
  pattern: filled.refine((pattern) => readDatePattern(pattern) !== undefined, {
    error: 'expected a pattern such as "YYYY-MM-DD", "DD/MM/YYYY HH:mm" or "instant"',
  }),
});

const amount = z.strictObject({
  ...column,
  /** The decimal mark; the other one may group thousands. */
  decimal: z.enum([".", ","]).default("."),
  zeroMeans: z.enum(["zero", "undeclared"]).default("zero"),
});

const phone = z.strictObject({
  ...column,
  /** Put before numbers that have no country of their own: "+55". */
  countryCode: z
    .string()
    .regex(/^\+[1-9]\d{0,2}$/)
    .optional(),
});

const status = z.strictObject({
  ...column,
  /** The file's words for the pipeline's; without them the file uses the pipeline's own. */
  values: z.record(z.string(), z.enum(leadStatuses)).optional(),
});

/** One of these, told apart by the key that is there: the messages then name what is wrong inside of it. */
const either = <const Options extends Record<string, z.ZodType>>(options: Options) =>
  z.unknown().transform((value, context): z.output<Options[keyof Options]> => {
    const given =
      typeof value === "object" && value !== null ? Object.keys(options).filter((key) => key in value) : [];
    const schema = given.length === 1 ? options[given[0] ?? ""] : undefined;
    if (!schema) {
      context.addIssue(`expected one of ${Object.keys(options).join(", ")}`);
      return z.NEVER;
    }
    const parsed = schema.safeParse(value, { reportInput: true });
    if (parsed.success) return parsed.data as z.output<Options[keyof Options]>;
    for (const issue of parsed.error.issues)
      context.addIssue({ ...issue, message: describe(issue) } as never);
    return z.NEVER;
  });

const fields = z.strictObject({
  /** The ids that our own export has. */
  leadId: fromColumn.optional(),
  externalId: fromColumn.optional(),
  name: either({ column: fromColumn, template, constant }).optional(),
  email: fromColumn.optional(),
  phone: phone.optional(),
  source: either({ column: fromColumn, constant }).optional(),
  enteredAt: date.optional(),
  wonAt: date.optional(),
  value: amount.optional(),
  status: either({ column: status, constant: z.strictObject({ constant: z.enum(leadStatuses) }) }).optional(),
  lostReason: fromColumn.optional(),
  mentee: either({ column: fromColumn, constant }).optional(),
});

const mapping = z
  .strictObject({
    description: z.string().optional(),
    /**
     * `upsert` creates leads that are not there yet; constants and templates are for those alone. `update-only` rejects rows whose
     * lead is not there.
     */
    rows: z.enum(["upsert", "update-only"]).default("upsert"),
    /** Of dates and times without an offset; the organization's where none is given. */
    timeZone: z
      .string()
      .refine(isTimeZone, { error: 'expected an IANA time zone such as "America/Sao_Paulo"' })
      .optional(),
    fields,
    mentees: z
      .strictObject({
        /** Where a mentee that does not exist yet is put; the cohort is made with them where it does not exist either. */
        createIn: z.strictObject({
          cohort: filled,
          startsOn: z.string().refine(isLocalDate, { error: 'expected a date such as "2026-01-31"' }),
        }),
      })
      .optional(),
  })
  .superRefine(({ rows, fields }, context) => {
    if (fields.externalId === undefined && fields.leadId === undefined)
      context.addIssue({ code: "custom", path: ["fields", "externalId"], message: "is missing" });
    // Nothing else tells a new lead from one that is there.
    if (rows === "update-only" || fields.externalId === undefined) return;
    for (const name of ["name", "enteredAt", "mentee"] as const) {
      if (fields[name] === undefined)
        context.addIssue({
          code: "custom",
          path: ["fields", name],
          message: "is missing: a lead cannot be created without it",
        });
    }
  });

/** How a file's columns become leads. */
export type Mapping = z.output<typeof mapping>;
export type MappedFields = Mapping["fields"];
export type FieldName = keyof MappedFields;

/**
 * Reads a mapping from its JSON text.
 *
 * @param name the file's name, for messages
 * @throws ImportError naming every key that is wrong, a line each
 */
export function parseMapping(text: string, name: string): Mapping {
  let json: unknown;
  try {
    json = JSON.parse(text.replace(/^\uFEFF/, ""));
  } catch (error) {
    throw new ImportError(`${name} is not JSON: ${(error as Error).message}`);
  }
  return readMapping(json, name);
}

/** The same of what its JSON text means. @throws ImportError */
export function readMapping(json: unknown, name: string): Mapping {
  const parsed = mapping.safeParse(json, { reportInput: true });
  if (parsed.success) return parsed.data;
  const complaints = parsed.error.issues.map(
    (issue) => `${name}: ${[...issue.path.map(String)].join(".") || "the mapping"}: ${describe(issue)}`,
  );
  throw new ImportError(complaints.join("\n"));
}

function describe(issue: z.core.$ZodIssue): string {
  switch (issue.code) {
    case "unrecognized_keys":
      return `unknown ${issue.keys.length === 1 ? "key" : "keys"} ${issue.keys.map((key) => JSON.stringify(key)).join(", ")}`;
    case "invalid_type":
      return issue.input === undefined ? "is missing" : `expected ${issue.expected}`;
    case "invalid_value":
      return `expected one of ${issue.values.map((value) => JSON.stringify(value)).join(", ")}`;
    default:
      return issue.message;
  }
}
