import { ImportError } from "./import-error.ts";

/** A file whose first line is longer than this is no CSV file. */
const longestLine = 1_000_000;

/**
 * Decodes bytes that must be UTF-8; leaves the byte-order mark out and makes every line end "\n". The first text holds the
 * whole first line.
 *
 * @throws ImportError where it is another encoding or no text, with the line
 */
export async function* linesOf(bytes: AsyncIterable<Uint8Array>, name: string): AsyncGenerator<string, void> {
  const decoder = new TextDecoder("utf-8", { fatal: true });
  let held: string | undefined;
  let started = false;
  let line = 1;
  const decode = (chunk: Uint8Array = new Uint8Array(), end = false): string => {
    try {
      return decoder.decode(chunk, { stream: !end });
    } catch {
      const fault = line + lineBreaksIn(readable(chunk));
      throw new ImportError(["notUtf8", name, fault]);
    }
  };
  for await (const chunk of bytes) {
    if (held === undefined) refuseOtherEncodings(chunk, name);
    held = (held ?? "") + decode(chunk);
    if (held.includes("\0") || (!started && held.length > longestLine)) {
      throw new ImportError(["noCsv", name]);
    }
    if (!started && !/\n|\r./.test(held)) continue;
    started = true;
    // The other half of a "\r\n" may be in the next chunk.
    const whole = held.endsWith("\r") ? held.slice(0, -1) : held;
    held = held.slice(whole.length);
    const text = whole.replace(/\r\n?/g, "\n");
    line += lineBreaksIn(text);
    if (text !== "") yield text;
  }
  const rest = ((held ?? "") + decode(undefined, true)).replace(/\r\n?/g, "\n");
  if (rest !== "") yield rest;
}

function refuseOtherEncodings(start: Uint8Array, name: string): void {
  const [first, second] = start;
  if ((first === 0xff && second === 0xfe) || (first === 0xfe && second === 0xff)) {
    throw new ImportError(["utf16", name]);
  }
  if (first === 0x50 && second === 0x4b) {
    throw new ImportError(["archive", name]);
  }
}

/** What comes before the first fault. A chunk may begin in the middle of a character, which is no fault. */
function readable(chunk: Uint8Array): string {
  const text = new TextDecoder().decode(chunk);
  return text.slice(0, Math.max(text.indexOf("\uFFFD", 3), 0));
}

function lineBreaksIn(text: string): number {
  let breaks = 0;
  for (let at = text.indexOf("\n"); at >= 0; at = text.indexOf("\n", at + 1)) breaks++;
  return breaks;
}
