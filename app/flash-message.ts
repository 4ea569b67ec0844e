import type { Messages } from "./i18n/index.ts";

type Words = string | ((...params: never[]) => string);

/** Path of a text in the catalogue, such as "leads.flash.created". */
export type MessagePath<Section = Messages> = {
  [Key in keyof Section & string]: Section[Key] extends Words
    ? Key
    : Section[Key] extends object
      ? `${Key}.${MessagePath<Section[Key]>}`
      : never;
}[keyof Section & string];

/** What the next page says once. Its words are looked up when it is shown, in the language of that moment. */
export interface FlashMessage {
  tone: "good" | "bad" | "warn";
  message: MessagePath;
  /** for a text that is a function, in its order */
  params?: (string | number)[];
  /** where to go from there, such as to take it back */
  link?: { href: string; label: MessagePath };
}

/** The words of a message; undefined if the catalogue no longer has them. */
export function flashWords(
  { message, params = [] }: Omit<FlashMessage, "tone"> & { tone?: FlashMessage["tone"] },
  messages: Messages,
): string | undefined {
  let found: unknown = messages;
  for (const key of message.split(".")) {
    if (typeof found !== "object" || found === null || !Object.hasOwn(found, key)) return undefined;
    found = (found as Record<string, unknown>)[key];
  }
  if (typeof found === "function") return String(found(...params));
  return typeof found === "string" ? found : undefined;
}
