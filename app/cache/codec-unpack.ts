import { looksLikeMark, mark } from "./codec-marks.ts";

/** The value that was packed, out of what JSON.parse made of it, which is changed in place. */
export function unpack(value: unknown): unknown {
  if (typeof value !== "object" || value === null) return value;
  if (Array.isArray(value)) return looksLikeMark(value[0]) ? unpackMarked(value) : unpackItems(value);
  return unpackProperties(value as Record<string, unknown>);
}

function unpackItems(values: unknown[]): unknown[] {
  for (let i = 0; i < values.length; i++) {
    if (isHole(values[i])) delete values[i];
    else values[i] = unpack(values[i]);
  }
  return values;
}

/** JSON.parse made each property an own one, "__proto__" too, so that assigning to it is safe here. */
function unpackProperties<T extends Record<string, unknown>>(value: T): T {
  for (const key of Object.keys(value)) (value as Record<string, unknown>)[key] = unpack(value[key]);
  return value;
}

function unpackMarked(marked: unknown[]): unknown {
  const [kind, content] = marked;
  switch (kind) {
    case mark.undefined:
      return undefined;
    case mark.number:
      return Number(content);
    case mark.bigint:
      return BigInt(text(content));
    case mark.date:
      return new Date(content === null ? Number.NaN : Number(content));
    case mark.map:
      return new Map(list(content).map((pair) => list(pair).map(unpack) as [unknown, unknown]));
    case mark.set:
      return new Set(list(content).map(unpack));
    case mark.bytes:
      return new Uint8Array(Buffer.from(text(content), "base64"));
    case mark.buffer:
      return Buffer.from(text(content), "base64");
    case mark.array:
      return unpackItems(marked.slice(1));
    case mark.bare:
      return unpackBare(content);
    default:
      throw new SyntaxError("An unknown mark in an encoded value");
  }
}

function unpackBare(content: unknown): object {
  if (typeof content !== "object" || content === null) throw new SyntaxError("A mark without its content");
  return Object.setPrototypeOf(unpackProperties(content as Record<string, unknown>), null) as object;
}

function isHole(value: unknown): boolean {
  return Array.isArray(value) && value[0] === mark.hole;
}

function text(content: unknown): string {
  if (typeof content !== "string") throw new SyntaxError("A mark without its content");
  return content;
}

function list(content: unknown): unknown[] {
  if (!Array.isArray(content)) throw new SyntaxError("A mark without its content");
  return content;
}
