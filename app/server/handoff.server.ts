import type { EntryContext } from "react-router";

/**
 * Reads what the loaders of a page answered, as React Router sends it along with the page, ahead of rendering. If that is all of it,
 * nothing makes the renderer wait any more; what is still to come stays to be streamed.
 * @returns whether it is all of it
 */
export async function readHandoff(entry: EntryContext): Promise<boolean> {
  const stream = entry.serverHandoffStream;
  if (!stream) return true;
  const decoder = new TextDecoder();
  const reader = stream.getReader();
  const streamCache: NonNullable<NonNullable<EntryContext["renderMeta"]>["streamCache"]> = {};
  entry.renderMeta = { ...entry.renderMeta, streamCache };
  /** As if React Router had waited for it. */
  const keep = (n: number, { done, value }: ReadableStreamReadResult<Uint8Array>) => {
    const result = { done, value: decoder.decode(value, { stream: true }) };
    streamCache[n] = Object.assign(Promise.resolve(), { result });
  };
  keep(0, await reader.read());
  // Without promises in the data, the end follows in the same turn of the event loop.
  const end = await Promise.race([
    reader.read(),
    new Promise<undefined>((resolve) => setImmediate(resolve, undefined)),
  ]).catch(() => undefined);
  if (end) keep(1, end);
  reader.releaseLock();
  return end?.done === true;
}
