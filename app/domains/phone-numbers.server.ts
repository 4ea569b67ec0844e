import {
  type CountryCode,
  getCountries,
  isSupportedCountry,
  parsePhoneNumberFromString,
} from "libphonenumber-js/max";

/** What tells an organization's country. */
export interface Reckoning {
  /** IANA */
  timeZone: string;
  /** ISO 4217 */
  currency: string;
}

const countries = new Map<string, CountryCode | undefined>();

/**
 * The country whose numbers are written without a country code: that of the time zone, or else of the currency.
 * @returns ISO 3166, undefined where neither tells, as with UTC and euros
 */
export function phoneCountry({ timeZone, currency }: Reckoning): CountryCode | undefined {
  const key = `${timeZone} ${currency}`;
  if (!countries.has(key)) countries.set(key, findCountry(timeZone, currency));
  return countries.get(key);
}

function findCountry(timeZone: string, currency: string): CountryCode | undefined {
  const [inZone, another] = getCountries().filter((country) => zonesOf(country).includes(timeZone));
  if (inZone && !another) return inZone;
  // A currency begins with its country, but for those of several, which begin with X or are the euro.
  const ofCurrency = currency.slice(0, 2);
  return currency !== "EUR" && isSupportedCountry(ofCurrency) ? ofCurrency : undefined;
}

/** Newer than the types of the language. */
const zonesOf = (country: string): readonly string[] =>
  (new Intl.Locale(`und-${country}`) as Intl.Locale & { getTimeZones?(): string[] }).getTimeZones?.() ?? [];

/** How a number without a country code of its own is to be read. */
export type NumbersOf = { country?: CountryCode | undefined } | { callingCode: string };

/**
 * A telephone number as E.164, however it is written.
 * @returns undefined for what is none, has an extension, which E.164 cannot hold, or lacks a country
 */
export function readPhone(text: string, numbersOf: NumbersOf = {}): string | undefined {
  const assumed =
    "callingCode" in numbersOf
      ? { defaultCallingCode: numbersOf.callingCode.replace("+", "") }
      : numbersOf.country && { defaultCountry: numbersOf.country };
  // The way out of most countries; Brazil's own begins with it and goes on with the carrier, which is seldom what is meant.
  const international = text.trim().replace(/^00/, "+");
  const number = parsePhoneNumberFromString(international, { ...assumed, extract: false });
  // Valid, not merely possible: a number without its area code is long enough for another one.
  return number?.isValid() && number.ext === undefined ? number.number : undefined;
}

/**
 * Reads what a form of an organization says.
 * @param stored what is there already stays, whatever it is
 */
export const phoneReader =
  (organization: Reckoning, stored?: string | null) =>
  (text: string): string | undefined =>
    text === stored ? text : readPhone(text, { country: phoneCountry(organization) });

/** A number to be read by people, with its country code; what cannot be read stays as it is. */
export function showPhone(stored: string): string {
  return parsePhoneNumberFromString(stored)?.formatInternational() ?? stored;
}
