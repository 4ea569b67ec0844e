import { expect, test } from "vitest";
import { flashWords, type MessagePath } from "./flash-message.ts";
import { i18nFor } from "./i18n/index.ts";

const { m } = i18nFor("en");

test("a message is looked up by its path, with what it is about", () => {
  expect(flashWords({ tone: "good", message: "common.save" }, m)).toBe(m.common.save);
  expect(flashWords({ tone: "good", message: "common.pageTitle", params: ["Leads"] }, m)).toBe(
    m.common.pageTitle("Leads"),
  );
});

test.each(["common.gone", "common", "constructor.name", "common.save.length", ""])(
  "%j is no message",
  (path) => {
    expect(flashWords({ tone: "good", message: path as MessagePath }, m)).toBeUndefined();
  },
);
