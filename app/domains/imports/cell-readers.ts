import { z } from "zod";
import { unknownSource } from "#app/domains/leads/lead-filter.ts";
import { isLeadStatus, leadStatuses } from "#app/domains/leads/lead-status.ts";
import { type NumbersOf, readPhone } from "#app/domains/phone-numbers.server.ts";
import { readDatePattern } from "./date-pattern.ts";
import type { FieldName, MappedFields } from "./mapping.ts";
import { amountReader } from "./parse-amount.ts";
import type { Reason } from "./reason.ts";
import type { StillToCome } from "./still-to-come.ts";

/** Reads a trimmed cell; a blank one says that nobody knows. Never throws. */
export type ReadCell = (cell: string) => { value: unknown } | { reason: Reason };

/** The most characters of a text. */
const longest = { externalId: 200, name: 200, source: 100, email: 254, lostReason: 500, mentee: 200 };

/** How each field that a mapping names is read; the others' readers are never asked. */
export function cellReaders(
  fields: MappedFields,
  currencyDigits: number,
  isToCome: StillToCome,
  numbersOf: NumbersOf,
): Record<FieldName, ReadCell> {
  return {
    leadId: optional(leadId),
    externalId: (fields.leadId ? optional : required)(text(longest.externalId)),
    name: required(text(longest.name)),
    email: optional(all(text(longest.email), matching(/^[^\s@]+@[^\s@]+\.[^\s@]+$/, "email"))),
    phone: optional(phone(fields.phone?.countryCode, numbersOf)),
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
    cell === "" ? { reason: ["blank"] } : read(cell);

const all =
  (first: ReadCell, second: ReadCell): ReadCell =>
  (cell) => {
    const result = first(cell);
    return "reason" in result ? result : second(String(result.value));
  };

const refused = (...reason: Reason): { reason: Reason } => ({ reason });

const matching =
  (shape: RegExp, what: Reason[0]): ReadCell =>
  (cell) =>
    shape.test(cell) ? { value: cell } : refused(what, quoted(cell));

/** One line, whatever breaks the file had within the cell. */
function text(most: number): ReadCell {
  return (cell) => {
    const line = cell.replace(/\s+/g, " ");
    if (line.length > most) return refused("tooLong", line.length, most);
    if (line.includes("\0") || !line.isWellFormed()) return refused("noText");
    return { value: line };
  };
}

function leadId(cell: string): ReturnType<ReadCell> {
  return z.uuid().safeParse(cell).success ? { value: cell.toLowerCase() } : refused("leadId", quoted(cell));
}

/** "unknown" in a file is the same as blank: it is what every report calls the leads whose source nobody knows. */
function source(cell: string): ReturnType<ReadCell> {
  return cell.toLowerCase() === unknownSource ? unknown : text(longest.source)(cell);
}

/** A file that names a calling code means numbers of that country, else they are the organization's. */
function phone(callingCode: string | undefined, country: NumbersOf): ReadCell {
  const numbersOf = callingCode === undefined ? country : { callingCode };
  const national = callingCode !== undefined || ("country" in country && country.country !== undefined);
  return (cell) => {
    const number = readPhone(cell, numbersOf);
    return number ? { value: number } : refused(national ? "phone" : "phoneWithCountry", quoted(cell));
  };
}

function date(field: MappedFields["enteredAt"], isToCome: StillToCome): ReadCell {
  const pattern = readDatePattern(field?.pattern ?? "instant");
  return (cell) => {
    const value = pattern?.read(cell);
    if (pattern === undefined || value === undefined)
      return pattern?.kind === "instant"
        ? refused("instant", quoted(cell))
        : refused("date", field?.pattern ?? "", quoted(cell));
    return isToCome(value, pattern.kind) ? refused("toCome", quoted(cell)) : { value };
  };
}

function value(field: MappedFields["value"], digits: number): ReadCell {
  const { decimal = ".", zeroMeans = "zero" } = field ?? {};
  const read = amountReader(decimal, digits);
  return (cell) => {
    const minor = read(cell);
    if (minor === undefined) return refused("amount", digits, quoted(decimal), quoted(cell));
    return minor === 0 && zeroMeans === "undeclared" ? unknown : { value: minor };
  };
}

function status(field: MappedFields["status"]): ReadCell {
  const values = new Map(Object.entries((field && "values" in field && field.values) || {}));
  const words = values.size > 0 ? [...values.keys()] : leadStatuses;
  return (cell) => {
    const named = values.size > 0 ? values.get(cell) : cell;
    return isLeadStatus(named) ? { value: named } : refused("status", words.join(", "), quoted(cell));
  };
}

/** A cell in a message: short, on one line. */
const quoted = (cell: string) => JSON.stringify(cell.length > 60 ? `${cell.slice(0, 60)}…` : cell);
