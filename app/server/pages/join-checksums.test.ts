import { crc32 } from "node:zlib";
import fc from "fast-check";
import { expect, test } from "vitest";
import { filledIn, joined, shiftOf } from "./join-checksums.ts";

test("the checksum of two texts is that of both in one", () => {
  const text = fc.uint8Array({ maxLength: 5_000 }).map((bytes) => Buffer.from(bytes));
  fc.assert(
    fc.property(text, text, (first, second) => {
      const whole = crc32(Buffer.concat([first, second]));
      expect(joined(crc32(first), crc32(second), shiftOf(second.length))).toBe(whole);
    }),
  );
});

test("the checksum of a text whose blanks are filled is that of the text", () => {
  const bytes = (maxLength: number) => fc.uint8Array({ maxLength }).map((each) => Buffer.from(each));
  fc.assert(
    fc.property(fc.array(bytes(3_000), { minLength: 1, maxLength: 5 }), bytes(40), (texts, filling) => {
      const textWith = (part: Buffer) =>
        Buffer.concat(texts.flatMap((text, i) => (i === 0 ? [text] : [part, text])));
      let [shift, following] = [0, 0];
      for (const text of texts.slice(1).reverse()) {
        following += text.length;
        shift ^= shiftOf(following);
        following += filling.length;
      }
      const blank = crc32(textWith(Buffer.alloc(filling.length)));
      expect(filledIn(blank, filling, shift)).toBe(crc32(textWith(filling)));
    }),
  );
});
