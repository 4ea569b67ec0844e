import { looksLikeMark, mark } from "./codec-marks.ts";

/** Deeper nesting is taken for a cycle. */
const maxDepth = 256;

/** The value is none that the codec knows; what it is instead is in the message, what it holds is not. */
export class UnencodableError extends Error {
  override readonly name = "UnencodableError";
}

/** The value with marks for what JSON cannot say. Where there is nothing to mark it is the value itself, not copied. */
export function pack(value: unknown): { readonly value: unknown; readonly marked: boolean } {
  const packed = packAny(value, 0);
  // NaN is unequal to itself, but it is packed as an array, which is unequal to it too.
  return { value: packed, marked: packed !== value };
}

function packAny(value: unknown, depth: number): unknown {
  switch (typeof value) {
    case "string":
    case "boolean":
      return value;
    case "number":
      return packNumber(value);
    case "bigint":
      return [mark.bigint, String(value)];
    case "undefined":
      return [mark.undefined];
    case "object":
      if (value === null) return null;
      if (depth > maxDepth) throw new UnencodableError("cyclic, or nested too deep");
      return Array.isArray(value) ? packArray(value, depth + 1) : packObject(value, depth + 1);
    default:
      throw new UnencodableError(`a ${typeof value}`);
  }
}

function packNumber(value: number): unknown {
  if (Object.is(value, -0)) return [mark.number, "-0"];
  return Number.isFinite(value) ? value : [mark.number, String(value)];
}

function packArray(values: readonly unknown[], depth: number): unknown {
  if (Object.getPrototypeOf(values) !== Array.prototype)
    throw new UnencodableError("an array of a class of its own");
  const packed = packItems(values, depth);
  return looksLikeMark(values[0]) ? [mark.array, ...packed] : packed;
}

function packItems(values: readonly unknown[], depth: number): readonly unknown[] {
  let changed = false;
  const packed: unknown[] = [];
  for (let i = 0; i < values.length; i++) {
    const item = i in values ? packAny(values[i], depth) : [mark.hole];
    changed ||= item !== values[i];
    packed.push(item);
  }
  return changed ? packed : values;
}

function packObject(value: object, depth: number): unknown {
  const prototype: unknown = Object.getPrototypeOf(value);
  switch (prototype) {
    case Object.prototype:
      return packProperties(value as Record<string, unknown>, depth);
    case null:
      return [mark.bare, packProperties(value as Record<string, unknown>, depth)];
    case Date.prototype: {
      const time = (value as Date).getTime();
      return [mark.date, Number.isNaN(time) ? null : time];
    }
    case Map.prototype:
      return [mark.map, Array.from(value as Map<unknown, unknown>, (pair) => packItems(pair, depth))];
    case Set.prototype:
      return [mark.set, packItems([...(value as Set<unknown>)], depth)];
    case Uint8Array.prototype:
      return [mark.bytes, base64(value as Uint8Array)];
    case Buffer.prototype:
      return [mark.buffer, base64(value as Uint8Array)];
    default:
      throw new UnencodableError(`an instance of ${value.constructor?.name || "a class without a name"}`);
  }
}

function base64(bytes: Uint8Array): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString("base64");
}

function packProperties(value: Record<string, unknown>, depth: number): Record<string, unknown> {
  if (Object.getOwnPropertySymbols(value).length > 0)
    throw new UnencodableError("an object with a symbol for a key");
  let copy: Record<string, unknown> | undefined;
  for (const [key, property] of Object.entries(value)) {
    const packed = packAny(property, depth);
    if (packed === property) continue;
    copy ??= { ...value };
    // The copy owns every property already, "__proto__" too, so that assigning to it is safe.
    copy[key] = packed;
  }
  return copy ?? value;
}
