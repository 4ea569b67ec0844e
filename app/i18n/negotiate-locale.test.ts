import { expect, it } from "vitest";
import { negotiateLocale } from "./negotiate-locale.ts";

it.each<[string | null | undefined, string | null, string, string]>([
  ["pt-BR", "en", "pt-BR", "the stored choice wins"],
  ["fr", "pt", "pt-BR", "a choice that is none of ours does not"],
  [null, "pt-BR,pt;q=0.9,en;q=0.8", "pt-BR", "the first wish"],
  [null, "fr-FR, en;q=0.3, pt-PT;q=0.7", "pt-BR", "the heaviest wish we can serve, any Portuguese"],
  [null, "en-GB", "en", "any English"],
  [null, "pt;q=0, en", "en", "what is refused is not served"],
  [null, "fr, *", "en", "anything"],
  [null, "de", "en", "nothing we speak"],
  [undefined, null, "en", "no wish at all"],
  [null, ";;q=x,,pt;q=2", "en", "nonsense"],
])("%s and %s give %s: %s", (choice, header, locale) => {
  expect(negotiateLocale(choice, header)).toBe(locale);
});
