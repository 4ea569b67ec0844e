import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { deriveCursorKey, openCursor, type Position, sealCursor } from "./cursor.ts";
import { InvalidCursorError } from "./invalid-cursor-error.ts";

const secret = "a secret of the application";
const key = deriveCursorKey(secret, "leads by value of organization 1");

const positions: fc.Arbitrary<Position> = fc.record({
  values: fc.array(fc.option(fc.string({ unit: "grapheme" })), { minLength: 1, maxLength: 4 }),
  inclusive: fc.boolean(),
});

describe("a cursor", () => {
  it("brings back the position it was made of", () => {
    fc.assert(
      fc.property(positions, (position) => {
        expect(openCursor(key, sealCursor(key, position))).toEqual(position);
      }),
    );
  });

  it("is the same text for the same position, fits into a URL as it is, and shows nothing of the values", () => {
    const position = { values: ["Maria da Silva", null], inclusive: false };
    const cursor = sealCursor(key, position);
    expect(cursor).toBe(sealCursor(key, position));
    expect(cursor).toMatch(/^[\w-]+$/);
    expect(Buffer.from(cursor, "base64url").toString("latin1")).not.toContain("Maria");
  });

  it("is refused when any byte of it was changed", () => {
    fc.assert(
      fc.property(positions, fc.nat(), fc.integer({ min: 1, max: 255 }), (position, at, difference) => {
        const bytes = Buffer.from(sealCursor(key, position), "base64url");
        const index = at % bytes.length;
        bytes.writeUInt8(bytes.readUInt8(index) ^ difference, index);
        expect(() => openCursor(key, bytes.toString("base64url"))).toThrow(InvalidCursorError);
      }),
    );
  });

  it("is refused when any character of it was replaced, left out, doubled or put before or after it", () => {
    const cursor = sealCursor(key, { values: ["12", "2026-02-03T04:05:06.789012+00:00"], inclusive: false });
    const alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_+/= .%\n\0é";
    for (let i = 0; i <= cursor.length; i += 1) {
      const [head, character, tail] = [cursor.slice(0, i), cursor.charAt(i), cursor.slice(i + 1)];
      const changed = [...alphabet]
        .filter((other) => other !== character)
        .map((other) => head + other + tail);
      for (const text of [...changed, head + tail, head, head + character + character + tail]) {
        if (text !== cursor) expect(() => openCursor(key, text)).toThrow(InvalidCursorError);
      }
    }
  });

  it("is refused when it is any text but a cursor", () => {
    const texts = fc.oneof(fc.string({ unit: "binary" }), fc.base64String(), fc.string({ maxLength: 3 }));
    fc.assert(
      fc.property(texts, (text) => {
        expect(() => openCursor(key, text)).toThrow(InvalidCursorError);
      }),
    );
    const long = "A".repeat(1_000_000);
    expect(() => openCursor(key, long)).toThrow(InvalidCursorError);
  });

  it("is refused by the key of another context or another secret", () => {
    fc.assert(
      fc.property(positions, fc.string(), fc.string(), fc.boolean(), (position, one, two, sameContext) => {
        fc.pre(one !== two);
        const made = deriveCursorKey(secret, one);
        const other = sameContext ? deriveCursorKey(`another ${secret}`, one) : deriveCursorKey(secret, two);
        expect(() => openCursor(other, sealCursor(made, position))).toThrow(InvalidCursorError);
      }),
    );
  });

  it("is not made with a secret that can be guessed", () => {
    expect(() => deriveCursorKey("short", "leads")).toThrow(RangeError);
  });
});
