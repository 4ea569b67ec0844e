import { crc32 } from "node:zlib";
import fc from "fast-check";
import { expect, test } from "vitest";
import { joined, shiftOf } from "./join-checksums.ts";

test("the checksum of two texts is that of both in one", () => {
  const text = fc.uint8Array({ maxLength: 5_000 }).map((bytes) => Buffer.from(bytes));
  fc.assert(
    fc.property(text, text, (first, second) => {
      const whole = crc32(Buffer.concat([first, second]));
      expect(joined(crc32(first), crc32(second), shiftOf(second.length))).toBe(whole);
    }),
  );
});
