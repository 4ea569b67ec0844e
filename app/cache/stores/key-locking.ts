import { type Script, scriptOf } from "./script-call.ts";

const flagged = new Map<Script, Script>();

/**
 * The same script with Upstash's flag `allow-key-locking`: it then runs beside scripts on other keys, where Upstash would
 * otherwise hold a lock on everything. Redis itself rejects a script with this flag.
 * Source: "Key-Based Locking" in Upstash's documentation.
 */
export function withKeyLocking(script: Script): Script {
  const known = flagged.get(script);
  if (known !== undefined) return known;
  const text = script.text.replace(
    /^#!lua(?: flags=(\S+))?/,
    (_, others?: string) => `#!lua flags=${others === undefined ? "" : `${others},`}allow-key-locking`,
  );
  const made = scriptOf(text);
  flagged.set(script, made);
  return made;
}

/** Whether a server answered that it does not know the flag. */
export function rejectsKeyLocking(message: string): boolean {
  return /shebang.*allow-key-locking/i.test(message);
}
