/** `system` follows the device; the others are the reader's stored choice. */
export const themes = ["system", "light", "dark"] as const;

export type Theme = (typeof themes)[number];

export const defaultTheme: Theme = "system";

export function isTheme(value: unknown): value is Theme {
  return themes.some((theme) => theme === value);
}
