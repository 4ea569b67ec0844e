import { isLocalDate } from "#app/domains/local-date.ts";

/** Turns a cell into what the database reads: "YYYY-MM-DD HH:mm:ss", or a time with an offset; undefined where it is no date. */
export interface DatePattern {
  /** `instant` cells carry their own offset, `local` ones are in a time zone. */
  kind: "local" | "instant";
  /** A cell says no more than the day. */
  isDay: boolean;
  read(cell: string): string | undefined;
}

const tokens = { YYYY: "\\d{4}", MM: "\\d{1,2}", DD: "\\d{1,2}", HH: "\\d{1,2}", mm: "\\d{2}", ss: "\\d{2}" };
type Token = keyof typeof tokens;

const instant =
  /^(\d{4}-\d\d-\d\d)[T ]([01]\d|2[0-3]):([0-5]\d)(?::([0-5]\d)(\.\d{1,6})?)?(Z|[+-](?:0\d|1[0-4]):?[0-5]\d)$/i;

/**
 * Reads a pattern made of YYYY, MM, DD, HH, mm and ss, each at most once, and of what stands between them; "instant" is
 * RFC 3339 with an offset.
 *
 * @returns undefined where the pattern has no whole date, minutes without hours, or seconds without minutes
 */
export function readDatePattern(pattern: string): DatePattern | undefined {
  if (pattern === "instant") return { kind: "instant", isDay: false, read: readInstant };
  const found = (pattern.match(/YYYY|MM|DD|HH|mm|ss/g) ?? []) as Token[];
  const has = (token: Token) => found.includes(token);
  const whole = has("YYYY") && has("MM") && has("DD");
  const nested = has("HH") === has("mm") && (has("mm") || !has("ss"));
  // A letter left over is a token that is not known ("yyyy", "D"); "T" parts a date from its time.
  const leftOver = /[A-SU-Za-z]/.test(pattern.replace(/YYYY|MM|DD|HH|mm|ss/g, ""));
  if (!whole || !nested || leftOver || new Set(found).size !== found.length) return undefined;
  const source = pattern
    .split(/(YYYY|MM|DD|HH|mm|ss)/)
    .map((part) =>
      part in tokens ? `(?<${part}>${tokens[part as Token]})` : part.replace(/[^\p{L}\p{N}]/gu, "\\$&"),
    )
    .join("");
  return { kind: "local", isDay: !has("HH"), read: localReader(new RegExp(`^${source}$`)) };
}

function localReader(shape: RegExp): DatePattern["read"] {
  return (cell) => {
    const parts = shape.exec(cell)?.groups;
    if (!parts) return undefined;
    const two = (token: Token) => (parts[token] ?? "0").padStart(2, "0");
    const day = `${parts.YYYY}-${two("MM")}-${two("DD")}`;
    if (!isLocalDate(day) || two("HH") > "23" || two("mm") > "59" || two("ss") > "59") return undefined;
    return `${day} ${two("HH")}:${two("mm")}:${two("ss")}`;
  };
}

function readInstant(cell: string): string | undefined {
  const day = instant.exec(cell)?.[1];
  return day !== undefined && isLocalDate(day) ? cell : undefined;
}
