import { createHash } from "node:crypto";
import type { RedisCommand } from "./upstash-commands.ts";

/** What Redis runs in place of a client's command, and how its reply is to be read. */
export interface Translation {
  name: string;
  args: string[];
  /** The reply as the client expects it. */
  restore(reply: unknown): unknown;
}

const flag = "allow-key-locking";

const shaOf = (text: string) => createHash("sha1").update(text).digest("hex");

const asItIs = (reply: unknown) => reply;

/**
 * Upstash has a script flag, `allow-key-locking`, that Redis rejects. Here it is taken out of the script's first line, and the
 * client may go on to call the script by the SHA of the text that it sent.
 */
export function createScriptTranslator(): (command: RedisCommand) => Translation {
  /** From the SHA of a text with the flag to that of the text without. */
  const ours = new Map<string, string>();

  function strip(text: string): string {
    const stripped = withoutFlag(text);
    if (stripped !== text) ours.set(shaOf(text), shaOf(stripped));
    return stripped;
  }

  function translate(sha: string): string {
    return ours.get(sha.toLowerCase()) ?? sha;
  }

  return ([given, ...args]) => {
    const name = given.toUpperCase();
    const [first = "", ...rest] = args;
    if (args.length === 0) return { name, args, restore: asItIs };
    switch (name) {
      case "EVAL":
      case "EVAL_RO":
        return { name, args: [strip(first), ...rest], restore: asItIs };
      case "EVALSHA":
      case "EVALSHA_RO":
        return { name, args: [translate(first), ...rest], restore: asItIs };
      case "SCRIPT": {
        const sub = first.toUpperCase();
        if (sub === "EXISTS") return { name, args: [first, ...rest.map(translate)], restore: asItIs };
        const [text] = rest;
        if (sub !== "LOAD" || text === undefined) return { name, args, restore: asItIs };
        return { name, args: [first, strip(text)], restore: () => Buffer.from(shaOf(text)) };
      }
      default:
        return { name, args, restore: asItIs };
    }
  };
}

/** The text with the same lines, so that errors name the right ones. */
function withoutFlag(text: string): string {
  const [line = ""] = text.split("\n", 1);
  const found = /^#!lua(.*)\bflags=(\S*)/.exec(line);
  const flags = found?.[2]?.split(",") ?? [];
  if (!flags.includes(flag)) return text;
  const left = flags.filter((each) => each !== flag);
  const stripped = line.replace(/\s*\bflags=\S*/, left.length > 0 ? ` flags=${left.join(",")}` : "");
  return stripped + text.slice(line.length);
}
