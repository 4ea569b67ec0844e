import { unknownSource } from "#app/domains/leads/lead-filter.ts";
import { isLeadStatus, leadStatuses } from "#app/domains/leads/lead-status.ts";
import { readDatePattern } from "./date-pattern.ts";
import type { FieldName, MappedFields } from "./mapping.ts";
import { amountReader } from "./parse-amount.ts";
import type { StillToCome } from "./still-to-come.ts";

/** Reads a trimmed cell; a blank one says that nobody knows. Never throws. */
export type ReadCell = (cell: string) => { value: unknown } | { reason: string };

/** The most characters of a text. */
const longest = { externalId: 200, name: 200, source: 100, email: 254, lostReason: 500, mentee: 200 };

/** How each field that a mapping names is read; the others' readers are never asked. */
export function cellReaders(
  fields: MappedFields,
  currencyDigits: number,
  isToCome: StillToCome,
): Record<FieldName, ReadCell> {
  return {
    externalId: required(text(longest.externalId)),
    name: required(text(longest.name)),
    email: optional(all(text(longest.email), matching(/^[^\s@]+@[^\s@]+\.[^\s@]+$/, "an e-mail address"))),
    phone: optional(phone(fields.phone?.countryCode)),
    source: optional(source),
    enteredAt: required(date(fields.enteredAt, isToCome)),
    wonAt: optional(date(fields.wonAt, isToCome)),
    value: optional(value(fields.value, currencyDigits)),
    status: optional(status(fields.status)),
    lostReason: optional(text(longest.lostReason)),
    mentee: required(text(longest.mentee)),
  };
}

const unknown = { value: null };

const optional =
  (read: ReadCell): ReadCell =>
  (cell) =>
    cell === "" ? unknown : read(cell);

const required =
  (read: ReadCell): ReadCell =>
  (cell) =>
    cell === "" ? { reason: "is blank" } : read(cell);

const all =
  (first: ReadCell, second: ReadCell): ReadCell =>
  (cell) => {
    const result = first(cell);
    return "reason" in result ? result : second(String(result.value));
  };

const expected = (what: string, cell: string) => ({ reason: `expected ${what}, got ${quoted(cell)}` });

const matching =
  (shape: RegExp, what: string): ReadCell =>
  (cell) =>
    shape.test(cell) ? { value: cell } : expected(what, cell);

/** One line, whatever breaks the file had within the cell. */
function text(most: number): ReadCell {
  return (cell) => {
    const line = cell.replace(/\s+/g, " ");
    if (line.length > most) return { reason: `has ${line.length} characters, ${most} at most` };
    if (line.includes("\0") || !line.isWellFormed()) return { reason: "has characters that are no text" };
    return { value: line };
  };
}

/** "unknown" in a file is the same as blank: it is what every report calls the leads whose source nobody knows. */
function source(cell: string): ReturnType<ReadCell> {
  return cell.toLowerCase() === unknownSource ? unknown : text(longest.source)(cell);
}

function phone(countryCode: string | undefined): ReadCell {
  return (cell) => {
    const digits = cell.replace(/[\s().\-/]/g, "");
    const number =
      digits.startsWith("+") || countryCode === undefined
        ? digits
        : `${countryCode}${digits.replace(/^0+/, "")}`;
    const what =
      countryCode === undefined
        ? "a phone number with its country, such as +5511987654321"
        : "a phone number";
    return /^\+[1-9]\d{6,14}$/.test(number) ? { value: number } : expected(what, cell);
  };
}

function date(field: MappedFields["enteredAt"], isToCome: StillToCome): ReadCell {
  const pattern = readDatePattern(field?.pattern ?? "instant");
  const what =
    field?.pattern === "instant"
      ? "a time with an offset, such as 2026-01-31T14:30:00Z"
      : `a date as ${field?.pattern}`;
  return (cell) => {
    const value = pattern?.read(cell);
    if (pattern === undefined || value === undefined) return expected(what, cell);
    return isToCome(value, pattern.kind) ? { reason: `is still to come: ${quoted(cell)}` } : { value };
  };
}

function value(field: MappedFields["value"], digits: number): ReadCell {
  const { decimal = ".", zeroMeans = "zero" } = field ?? {};
  const read = amountReader(decimal, digits);
  return (cell) => {
    const minor = read(cell);
    if (minor === undefined)
      return expected(`an amount with ${digits} decimals at most, marked by ${quoted(decimal)}`, cell);
    return minor === 0 && zeroMeans === "undeclared" ? unknown : { value: minor };
  };
}

function status(field: MappedFields["status"]): ReadCell {
  const values = new Map(Object.entries((field && "values" in field && field.values) || {}));
  const words = values.size > 0 ? [...values.keys()] : leadStatuses;
  return (cell) => {
    const named = values.size > 0 ? values.get(cell) : cell;
    return isLeadStatus(named) ? { value: named } : expected(`one of ${words.join(", ")}`, cell);
  };
}

/** A cell in a message: short, on one line. */
const quoted = (cell: string) => JSON.stringify(cell.length > 60 ? `${cell.slice(0, 60)}…` : cell);
