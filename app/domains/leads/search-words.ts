/** Characters of a search at most. */
export const longestSearch = 100;

/** A search in one form, as it stands in the address: one blank between its words; "" where there is no letter or digit to look for. */
export function searchText(typed: string): string {
  const text = typed
    .normalize("NFC")
    .replace(/[\s\p{Cc}]+/gu, " ")
    .trim();
  return wordCharacter.test(text) ? text : "";
}

const wordCharacter = /[\p{L}\p{N}]/u;

/** A number as people write it: "(11) 98765-4321", "+55 11 98765.4321". */
const phoneLike = /^[\d\s()+./-]*$/;

/**
 * The words that a lead's name, e-mail and phone must contain, one or another each. A phone number is one word, without what separates its digits
 * and without a trunk prefix ("011"): so it is part of the number's international form.
 */
export function searchWords(q: string): string[] {
  const text = searchText(q);
  if (phoneLike.test(text)) {
    const digits = text.replace(/\D/g, "").replace(/^0+(?=\d)/, "");
    return digits === "" ? [] : [digits];
  }
  return [...new Set(text.split(" ").filter((word) => wordCharacter.test(word)))];
}
