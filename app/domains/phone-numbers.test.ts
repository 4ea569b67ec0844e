import { getCountries, getExampleNumber } from "libphonenumber-js/max";
import examples from "libphonenumber-js/mobile/examples";
import { expect, test } from "vitest";
import { phoneCountry, readPhone, showPhone } from "./phone-numbers.server.ts";

test.each([
  ["America/Sao_Paulo", "BRL", "BR"],
  ["America/Manaus", "USD", "BR"],
  ["Europe/Lisbon", "EUR", "PT"],
  ["America/New_York", "USD", "US"],
  ["UTC", "BRL", "BR"],
  ["UTC", "EUR", undefined],
  ["UTC", "XOF", undefined],
])("the numbers of %s and %s are of %s", (timeZone, currency, country) => {
  expect(phoneCountry({ timeZone, currency })).toBe(country);
});

test.each([
  ["(11) 91234-5678", "+5511912345678"],
  ["011 91234 5678", "+5511912345678"],
  ["+55 (11) 91234-5678", "+5511912345678"],
  ["+1 212 555 2368", "+12125552368"],
  ["0055 11 91234-5678", "+5511912345678"],
  ["call me", undefined],
  ["call me at 11 91234-5678", undefined],
  ["12", undefined],
  ["91234-5678", undefined],
  ["11 91234-5678 ext. 12", undefined],
  ["+55", undefined],
  ["+5511912345678901", undefined],
  ["", undefined],
])("in Brazil %s is %s", (text, number) => {
  expect(readPhone(text, { country: "BR" })).toBe(number);
});

test("every country's own writing, and the international one, are the same number", () => {
  for (const country of getCountries()) {
    const example = getExampleNumber(country, examples);
    if (!example) continue;
    expect.soft(readPhone(example.formatNational(), { country }), country).toBe(example.number);
    expect.soft(readPhone(example.formatInternational()), country).toBe(example.number);
    expect.soft(readPhone(showPhone(example.number)), country).toBe(example.number);
  }
});

test("without a country a national number is none", () => {
  expect(readPhone("11 91234-5678")).toBeUndefined();
  expect(readPhone("11 91234-5678", { callingCode: "+55" })).toBe("+5511912345678");
});
