import { pack } from "./codec-pack.ts";
import { unpack } from "./codec-unpack.ts";

/** Of this text, and of what is kept beside it. Part of what makes up a key: what another version wrote is never read. */
export const codecVersion = "2";

/*
 * Values as text: JSON, in which what JSON cannot say is an array whose first element is a mark (codec-marks.ts). The first
 * character tells whether there are marks at all, so that plain data costs no more than JSON does.
 */
const plain = "0";
const marked = "1";

/**
 * Turns a value into text from which {@link decode} makes an equal one: null, booleans, numbers (NaN, infinities and -0 too),
 * strings, bigint, undefined, Date, Map, Set, Uint8Array, Buffer, arrays and plain objects of these.
 * @throws UnencodableError for anything else, and for what is cyclic or nested too deep
 */
export function encode(value: unknown): string {
  const packed = pack(value);
  return `${packed.marked ? marked : plain}${JSON.stringify(packed.value)}`;
}

/** @throws Error when the text does not come from {@link encode} */
export function decode(text: string): unknown {
  const kind = text.charAt(0);
  if (kind !== plain && kind !== marked) throw new SyntaxError("Not an encoded value");
  const value: unknown = JSON.parse(text.slice(1));
  return kind === plain ? value : unpack(value);
}
