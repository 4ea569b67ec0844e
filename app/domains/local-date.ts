const shape = /^(\d{4})-(\d\d)-(\d\d)$/;

/**
 * Whether a text is a local date, "YYYY-MM-DD", that exists in the calendar. Years 1900 to 2999: wide enough for any record, and a
 * period as long again still fits before it.
 */
export function isLocalDate(text: string): boolean {
  const [year = 0, month = 0, day = 0] = shape.exec(text)?.slice(1).map(Number) ?? [];
  if (year < 1900 || year > 2999) return false;
  const date = new Date(Date.UTC(year, month - 1, day));
  return date.getUTCMonth() === month - 1 && date.getUTCDate() === day;
}

/** Of two local dates of which either may be missing. */
export function endsBeforeItBegins({ from, to }: { from?: string | undefined; to?: string | undefined }) {
  return from !== undefined && to !== undefined && to < from;
}
