import { expect, test } from "vitest";
import { keepForm } from "./kept-form.ts";

function formOf(pairs: [string, string | File][]): FormData {
  const form = new FormData();
  for (const [name, value] of pairs) form.append(name, value);
  return form;
}

const page = "/o/agency/leads/new?from=list";

test("all that was typed is kept, in order, repeated and blank fields too", () => {
  const pairs: [string, string][] = [
    ["name", "Ana <b>Lima</b>"],
    ["source", "a"],
    ["source", "b"],
    ["email", ""],
    ["to", "won"],
  ];
  expect(keepForm(page, formOf(pairs))).toEqual({ action: page, pairs, incomplete: false });
});

test("no password is kept, whatever its field is called, and that is told", () => {
  for (const name of ["password", "newPassword", "current_password", "clientSecret", "token"]) {
    const kept = keepForm(
      page,
      formOf([
        ["name", "Ana"],
        [name, "correct horse"],
      ]),
    );
    expect(kept, name).toEqual({ action: page, pairs: [["name", "Ana"]], incomplete: true });
  }
});

test("no file is kept, and that is told; a blank field for one is nothing lost", () => {
  const file = new File(["a,b"], "leads.csv");
  expect(keepForm(page, formOf([["file", file]]))).toEqual({ action: page, pairs: [], incomplete: true });
  const blank = new File([], "");
  expect(keepForm(page, formOf([["file", blank]]))).toEqual({ action: page, pairs: [], incomplete: false });
});
