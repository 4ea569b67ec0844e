import { describe, expect, test } from "vitest";
import { parseFields } from "#app/server/field-errors.ts";
import { phoneReader } from "../phone-numbers.server.ts";
import { editLeadForm, moveLeadForm, newLeadForm } from "./forms.ts";

const settings = {
  currency: "BRL",
  today: "2026-06-30",
  readPhone: phoneReader({ currency: "BRL", timeZone: "America/Sao_Paulo" }),
};
const id = "0190a5a0-0000-7000-8000-000000000001";
const filled = {
  name: "Ana",
  menteeId: id,
  email: "",
  phone: "",
  source: "",
  value: "",
  enteredOn: "2026-06-30",
  externalId: "",
  status: "new",
  leadId: id,
};

function parse(schema: Parameters<typeof parseFields>[1], fields: Record<string, string>) {
  const search = new URLSearchParams(fields);
  return parseFields(search, schema);
}

const created = (some: Partial<typeof filled>) => parse(newLeadForm(settings), { ...filled, ...some });
const outcome = (result: ReturnType<typeof parse>) =>
  result.status === "success" ? result.value : result.error;

test("what is left out is null", () => {
  expect(outcome(created({}))).toEqual({
    name: "Ana",
    menteeId: id,
    email: null,
    ownerId: null,
    phone: null,
    source: null,
    value: null,
    enteredOn: "2026-06-30",
    externalId: null,
    status: "new",
    leadId: id,
  });
});

describe("what is written in one of many ways is stored in one", () => {
  test.each([
    ["name", "  Ana \t Lima ", "Ana Lima"],
    ["email", " Ana@Example.COM ", "ana@example.com"],
    ["phone", "+55 (11) 91234-5678", "+5511912345678"],
    ["phone", "(11) 91234-5678", "+5511912345678"],
    ["source", "Paid  Search", "Paid Search"],
    ["source", "Unknown", null],
    ["value", "1.234,56", 123_456],
    ["value", "1,234.56", 123_456],
    ["value", "R$ 1 234", 123_400],
    ["value", "0", 0],
    ["externalId", " a-1 ", "a-1"],
  ])("%s: %j", (field, typed, stored) => {
    expect(outcome(created({ [field]: typed }))).toMatchObject({ [field]: stored });
  });
});

describe("what cannot be taken is told beside its field", () => {
  test.each([
    ["name", "  ", "required"],
    ["name", "a".repeat(201), "tooLong"],
    ["menteeId", "", "required"],
    ["menteeId", "someone", "choice"],
    ["email", "ana@", "email"],
    ["phone", "912345", "phone"],
    ["phone", "91234-5678", "phone"],
    ["phone", "call me", "phone"],
    ["phone", "+0 11 91234-5678", "phone"],
    ["phone", "+55", "phone"],
    ["phone", "+5511912345678901", "phone"],
    ["phone", "+55 call me", "phone"],
    ["value", "a lot", "money"],
    ["value", "-1", "money"],
    ["value", "1,234.567", "money"],
    ["value", "1000000000000,01", "moneyTooLarge"],
    ["value", "90071992547409,92", "moneyTooLarge"],
    ["value", "99999999999999999999", "moneyTooLarge"],
    ["value", "-99999999999999999999", "money"],
    ["enteredOn", "", "required"],
    ["enteredOn", "2026-02-30", "date"],
    ["enteredOn", "30/06/2026", "date"],
    ["enteredOn", "2026-07-01", "future"],
    ["status", "won", "choice"],
    ["externalId", "x".repeat(201), "tooLong"],
  ])("%s: %j is %s", (field, typed, message) => {
    expect(outcome(created({ [field]: typed }))).toEqual({ [field]: [message] });
  });
});

test("a currency without cents takes none", () => {
  const yen = newLeadForm({ ...settings, currency: "JPY" });
  expect(outcome(parse(yen, { ...filled, value: "1,234" }))).toMatchObject({ value: 1234 });
  expect(outcome(parse(yen, { ...filled, value: "1.5" }))).toEqual({ value: ["money"] });
  expect(outcome(parse(yen, { ...filled, value: "100.000.000.000.000" }))).toMatchObject({ value: 1e14 });
  expect(outcome(parse(yen, { ...filled, value: "100.000.000.000.001" }))).toEqual({
    value: ["moneyTooLarge"],
  });
});

test("an edit knows the version it was made of", () => {
  const edited = outcome(parse(editLeadForm(settings), { ...filled, rowVersion: "3", lostReason: "" }));
  expect(edited).toMatchObject({ rowVersion: 3, lostReason: null, wonEarlier: false });
  expect(edited).not.toHaveProperty("wonOn");
});

test("a move takes what belongs to a win or a loss", () => {
  const move = (fields: Record<string, string>) =>
    outcome(parse(moveLeadForm(settings), { rowVersion: "1", ...fields }));
  expect(move({ to: "proposal" })).toEqual({
    to: "proposal",
    rowVersion: 1,
    lostReason: null,
    wonEarlier: false,
  });
  expect(move({ to: "won", wonEarlier: "on" })).toMatchObject({ wonEarlier: true });
  expect(move({ to: "won", wonOn: "2026-06-01", value: "10,5" })).toMatchObject({
    to: "won",
    wonOn: "2026-06-01",
    value: 1050,
  });
  expect(move({ to: "won", wonOn: "2027-06-01", value: "x" })).toEqual({
    wonOn: ["future"],
    value: ["money"],
  });
  expect(move({ to: "sold" })).toEqual({ to: ["choice"] });
});
