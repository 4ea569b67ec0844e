import { expect, test } from "vitest";
import { guessMapping } from "./guess-mapping.ts";
import { parseMapping } from "./mapping.ts";
import { mappingForm, mappingOf, valuesOf } from "./mapping-form.ts";

const portuguese = {
  header: [
    "Código",
    "Nome do lead",
    "E-mail",
    "Celular",
    "Origem",
    "Data de criação",
    "Etapa",
    "Valor (R$)",
    "Empresa",
  ],
  rows: [
    ["1", "Ana", "", "", "Site", "05/01/2026", "Novo", "1.200,50", "Padaria"],
    ["2", "Bia", "", "", "Feira", "31/02/2026", "FECHADO", "", "Padaria"],
  ],
};

test("columns are guessed from names in both languages, dates, amounts and words from the first cells", () => {
  expect(guessMapping(portuguese, undefined)).toMatchObject({
    ...{ externalId: "Código", name: "Nome do lead", email: "E-mail", phone: "Celular", source: "Origem" },
    ...{ enteredAt: "Data de criação", enteredAtPattern: "DD/MM/YYYY", status: "Etapa", mentee: "Empresa" },
    ...{
      value: "Valor (R$)",
      decimal: ",",
      words_new: "Novo",
      words_won: "FECHADO",
      words_lost: "Lost, Perdido, lost, perdido, perdida, closed lost",
    },
  });
  expect(
    guessMapping(
      {
        header: ["leadId", "fullName", "createdAt", "amount"],
        rows: [["1", "Ana", "2026-01-05T10:00:00Z", "12.50"]],
      },
      undefined,
    ),
  ).toMatchObject({
    externalId: "leadId",
    name: "fullName",
    enteredAtPattern: "instant",
    value: "amount",
    decimal: ".",
  });
});

test("what was said of the same columns before goes before any guess; of a column that is gone it says nothing", () => {
  const last = parseMapping(
    JSON.stringify({
      fields: {
        externalId: { column: "Código" },
        name: { column: "E-mail" },
        source: { column: "Campanha", unknown: ["n/d"] },
        enteredAt: { column: "Data de criação", pattern: "MM/DD/YYYY" },
        mentee: { constant: "Bakery" },
      },
    }),
    "the mapping",
  );
  const values = guessMapping(portuguese, { mapping: last, columns: [...portuguese.header, "Campanha"] });
  expect(values).toMatchObject({
    name: "E-mail",
    enteredAtPattern: "MM/DD/YYYY",
    menteeName: "Bakery",
    unknown: "n/d",
  });
  expect(values.source).toBeUndefined();
});

test("columns that were not there the last time are guessed, and what was said of dates and statuses where it fits no cell", () => {
  const mapping = parseMapping(
    JSON.stringify({
      fields: {
        externalId: { column: "Código" },
        name: { column: "Código" },
        enteredAt: { column: "Data de criação", pattern: "YYYY-MM-DD" },
        status: { column: "Etapa", values: { hot: "qualified" } },
        mentee: { constant: "Bakery" },
      },
    }),
    "the mapping",
  );
  const columns = ["Código", "Data de criação", "Etapa", "Origem"];
  const values = guessMapping(portuguese, { mapping, columns });
  expect(values).toMatchObject({
    ...{ name: "Código", menteeName: "Bakery", email: "E-mail", phone: "Celular" },
    ...{ value: "Valor (R$)", decimal: ",", enteredAtPattern: "DD/MM/YYYY", words_won: "FECHADO" },
  });
  // It was there, and left out.
  expect(values.source).toBeUndefined();
  const blank = { ...portuguese, rows: [["1", "Ana", "", "", "", "", "", "", ""]] };
  expect(guessMapping(blank, { mapping, columns })).toMatchObject({
    ...{ enteredAtPattern: "YYYY-MM-DD", words_qualified: "hot" },
  });
});

test("a word that is said to be two statuses is refused beside the second", () => {
  const form = {
    rows: "update-only",
    externalId: "id",
    status: "stage",
    words_new: "open, novo, novo",
    words_lost: "open",
  };
  const { error } = mappingForm.safeParse(form);
  expect(error?.issues.map(({ path, message }) => [path, message])).toEqual([[["words_lost"], "wordTwice"]]);
  expect(mappingForm.safeParse({ ...form, words_lost: "closed" }).success).toBe(true);
});

test("a form and the mapping that it describes say the same", () => {
  const values = {
    ...{ rows: "upsert", externalId: "id", enteredAt: "date", enteredAtPattern: "DD/MM/YYYY", decimal: "," },
    ...{
      value: "amount",
      zeroUndeclared: "on",
      status: "stage",
      words_new: "Novo",
      words_won: "Fechado, Ganho",
    },
    ...{
      wonAt: "won",
      wonAtPattern: "YYYY-MM-DD",
      menteeName: "Bakery",
      cohort: "Spring",
      cohortStartsOn: "2026-01-01",
    },
    unknown: "n/d",
  };
  const { zeroUndeclared: _, ...texts } = values;
  const mapping = mappingOf(mappingForm.parse({ ...texts, zeroUndeclared: true }));
  expect(mapping.fields.name).toEqual({ template: "Lead {id}" });
  expect(valuesOf(mapping)).toMatchObject(values);
});
