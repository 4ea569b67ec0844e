import type { Locale } from "./locales.ts";

/**
 * Figures, dates and money in the reader's language, through Intl alone. Constructing an Intl object costs
 * a thousand times a call to it, so each is made once per process.
 */
export type Format = ReturnType<typeof createFormat>;

const formats = new Map<Locale, Format>();

export function formatFor(locale: Locale): Format {
  const known = formats.get(locale);
  if (known) return known;
  const format = createFormat(locale);
  formats.set(locale, format);
  return format;
}

/** Decimals of a currency's minor unit: 2 for BRL, 0 for JPY. Throws RangeError for a malformed code. */
export function minorDigits(currency: string): number {
  return moneyFormat("en", currency, "standard").resolvedOptions().maximumFractionDigits ?? 2;
}

/** Minor units as an exact decimal string: (123456, 2) is "1234.56". Never by way of a float. */
export function toDecimal(minor: number, digits: number): `${number}` {
  const text = Math.abs(minor)
    .toString()
    .padStart(digits + 1, "0");
  const sign = minor < 0 ? "-" : "";
  const decimal = digits === 0 ? text : `${text.slice(0, -digits)}.${text.slice(-digits)}`;
  return `${sign}${decimal}` as `${number}`;
}

const moneyFormats = new Map<string, Intl.NumberFormat>();

function moneyFormat(locale: Locale, currency: string, notation: "standard" | "whole" | "compact") {
  const key = `${locale} ${currency} ${notation}`;
  const known = moneyFormats.get(key);
  if (known) return known;
  const made = new Intl.NumberFormat(locale, {
    style: "currency",
    currency,
    ...(notation === "whole" ? { maximumFractionDigits: 0 } : {}),
    ...(notation === "compact" ? { notation: "compact", maximumFractionDigits: 1 } : {}),
  });
  moneyFormats.set(key, made);
  return made;
}

/**
 * Browsers and Node carry different editions of the language data, which differ in their special spaces
 * (thin ones around a dash, a narrow one before AM). A page rendered by one and hydrated by the other must
 * read the same, so these become the ordinary space and the ordinary no-break space.
 */
export function evenSpaces(text: string): string {
  return text.replaceAll("\u2009", " ").replaceAll("\u202f", "\u00a0");
}

/** The same functions, with even spaces in what they return. */
function withEvenSpaces<Functions extends Record<string, (...values: never[]) => string>>(
  functions: Functions,
): Functions {
  const even = Object.entries(functions).map(([name, write]) => [
    name,
    (...values: never[]) => evenSpaces(write(...values)),
  ]);
  return Object.fromEntries(even);
}

/** A local date or month has no zone: it is formatted as midnight UTC, in UTC. */
function localDay(date: string): Date {
  const [year, month, day] = date.split("-").map(Number);
  if (year === undefined || month === undefined) throw new RangeError(`Not a local date: ${date}`);
  return new Date(Date.UTC(year, month - 1, day ?? 1));
}

function createFormat(locale: Locale) {
  const number = new Intl.NumberFormat(locale, { maximumFractionDigits: 0 });
  const decimal = new Intl.NumberFormat(locale, { maximumFractionDigits: 1 });
  const compact = new Intl.NumberFormat(locale, { notation: "compact", maximumFractionDigits: 1 });
  const percent = new Intl.NumberFormat(locale, {
    style: "percent",
    minimumFractionDigits: 1,
    maximumFractionDigits: 1,
  });
  const wholePercent = new Intl.NumberFormat(locale, { style: "percent", maximumFractionDigits: 0 });
  const signed = new Intl.NumberFormat(locale, { maximumFractionDigits: 1, signDisplay: "exceptZero" });
  const days = new Intl.NumberFormat(locale, {
    style: "unit",
    unit: "day",
    unitDisplay: "long",
    maximumFractionDigits: 1,
  });
  const day = new Intl.DateTimeFormat(locale, {
    day: "numeric",
    month: "short",
    year: "numeric",
    timeZone: "UTC",
  });
  // Brazilians read figures in one order alone; who reads English does not.
  const columnDay =
    locale === "pt-BR" ? new Intl.DateTimeFormat(locale, { dateStyle: "short", timeZone: "UTC" }) : day;
  const longDay = new Intl.DateTimeFormat(locale, { dateStyle: "long", timeZone: "UTC" });
  const month = new Intl.DateTimeFormat(locale, { month: "long", year: "numeric", timeZone: "UTC" });
  const shortMonth = new Intl.DateTimeFormat(locale, { month: "short", timeZone: "UTC" });
  const shortMonthYear = new Intl.DateTimeFormat(locale, {
    month: "short",
    year: "numeric",
    timeZone: "UTC",
  });
  const list = new Intl.ListFormat(locale, { type: "conjunction" });
  const mark = decimal.formatToParts(1.5).find((part) => part.type === "decimal")?.value ?? ".";
  const instants = new Map<string, Intl.DateTimeFormat>();
  const instant = (timeZone: string, dateStyle: "medium" | undefined) => {
    const key = `${timeZone} ${dateStyle}`;
    const known = instants.get(key);
    if (known) return known;
    const made = new Intl.DateTimeFormat(locale, { dateStyle, timeStyle: "short", timeZone });
    instants.set(key, made);
    return made;
  };

  return withEvenSpaces({
    /** A whole number: 8,000. */
    number: (value: number) => number.format(value),
    /** At most one decimal: 12.5. */
    decimal: (value: number) => decimal.format(value),
    /** For axes and tight places: 1.2K. */
    compact: (value: number) => compact.format(value),
    /** With its sign, zero without: +3. */
    signed: (value: number) => signed.format(value),
    /** A ratio, one decimal: 0.105 is 10.5%. */
    percent: (ratio: number) => percent.format(ratio),
    /** A ratio without decimals, for axes: 0.1 is 10%. */
    wholePercent: (ratio: number) => wholePercent.format(ratio),
    /** Minor units of a currency, in full: (123456, "BRL") is R$ 1.234,56. */
    money: (minor: number, currency: string) =>
      moneyFormat(locale, currency, "standard").format(toDecimal(minor, minorDigits(currency))),
    /** Minor units, with cents only where there are any, for big figures: R$ 1.234 and R$ 1.234,56. */
    figureMoney: (minor: number, currency: string) => {
      const digits = minorDigits(currency);
      const notation = minor % 10 ** digits === 0 ? "whole" : "standard";
      return moneyFormat(locale, currency, notation).format(toDecimal(minor, digits));
    },
    /** Minor units shortened, for axes: R$ 1,2 mi. */
    compactMoney: (minor: number, currency: string) =>
      moneyFormat(locale, currency, "compact").format(toDecimal(minor, minorDigits(currency))),
    /** Minor units as a person would type them into a field: 1234,56, no grouping and no symbol. */
    moneyInput: (minor: number, currency: string) =>
      toDecimal(minor, minorDigits(currency)).replace(".", mark),
    /** The currency's symbol: R$. */
    currencySymbol: (currency: string) =>
      moneyFormat(locale, currency, "standard")
        .formatToParts(0)
        .find((part) => part.type === "currency")?.value ?? currency,
    /** A number of days: 12.5 days. */
    days: (value: number) => days.format(value),
    /** A local date "2026-05-31": May 31, 2026. */
    date: (localDate: string) => day.format(localDay(localDate)),
    /** A local date as short as it can be told, for columns: May 31, 2026 and 31/05/2026. */
    columnDate: (localDate: string) => columnDay.format(localDay(localDate)),
    /** A local date in words: 31 de maio de 2026. */
    longDate: (localDate: string) => longDay.format(localDay(localDate)),
    /** Two local dates, both inclusive; what they share is said once: May 1 – 31, 2026. */
    dateRange: (from: string, to: string) => day.formatRange(localDay(from), localDay(to)),
    /** A month "2026-05": May 2026. */
    month: (yearMonth: string) => month.format(localDay(yearMonth)),
    /** A month without its year, for axes: May. */
    shortMonth: (yearMonth: string) => shortMonth.format(localDay(yearMonth)).replace(".", ""),
    /** A month with its year, short: mai. de 2026. */
    shortMonthYear: (yearMonth: string) => shortMonthYear.format(localDay(yearMonth)),
    /** An instant (ISO 8601) as date and time in a zone. */
    dateTime: (iso: string, timeZone: string) => instant(timeZone, "medium").format(new Date(iso)),
    /** An instant (ISO 8601) as the time of day in a zone. */
    time: (iso: string, timeZone: string) => instant(timeZone, undefined).format(new Date(iso)),
    /** Several names: a, b and c. */
    list: (names: readonly string[]) => list.format(names),
  });
}
