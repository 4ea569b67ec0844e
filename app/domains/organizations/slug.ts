/** Letters, figures and single hyphens: what stands in an organization's addresses. */
export const slugPattern = /^[a-z0-9]+(-[a-z0-9]+)*$/;

export const slugMaxLength = 48;

/** A slug for a name, "Agência Aurora & Cia." is agencia-aurora-cia; blank where the name has no Latin letter or figure. */
export function slugOf(name: string): string {
  const plain = name
    .normalize("NFKD")
    .replace(/\p{M}/gu, "")
    .toLowerCase()
    .replace(/ß/g, "ss")
    .replace(/æ/g, "ae")
    .replace(/œ/g, "oe")
    .replace(/ø/g, "o")
    .replace(/ł/g, "l");
  return plain
    .replace(/[^a-z0-9]+/g, "-")
    .slice(0, slugMaxLength)
    .replace(/^-+|-+$/g, "");
}
