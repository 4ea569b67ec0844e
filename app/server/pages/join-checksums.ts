import { crc32 } from "node:zlib";

/*
 * CRC-32 of texts that are put together, from those of the parts: following a part with so many bytes multiplies its checksum, as a
 * polynomial over GF(2), by a power of x (as zlib's crc32_combine does). To read 100 kB again takes longer than all else of an answer.
 */

/** The polynomial of gzip (RFC 1952, 8), its bits in reverse. */
const polynomial = 0xedb88320;
/** The polynomial 1, its bits in reverse too. */
const unit = 0x80000000;

/** What a checksum is to be multiplied by when so many bytes follow; what stands in several places, by the sum (`^`) of theirs. */
export function shiftOf(length: number): number {
  // x to the 8th, to the 16th, …: one power for each binary digit of the length.
  let power = unit >>> 8;
  let shift = unit;
  for (let rest = length; rest > 0; rest = Math.floor(rest / 2)) {
    if (rest % 2 === 1) shift = multiplied(shift, power);
    power = multiplied(power, power);
  }
  return shift >>> 0;
}

/**
 * The checksum of two texts, one after the other.
 * @param shift `shiftOf` the length of the second
 */
export function joined(first: number, second: number, shift: number): number {
  return (multiplied(shift, first) ^ second) >>> 0;
}

/**
 * The checksum of a text in which some bytes were zero and are filled now.
 * @param blank of the text with zeros
 * @param filling what takes the place of as many zeros
 * @param shift `shiftOf` the bytes that follow it, of all places where it stands
 */
export function filledIn(blank: number, filling: Buffer, shift: number): number {
  const difference = crc32(filling) ^ crc32(Buffer.alloc(filling.length));
  return (multiplied(shift, difference) ^ blank) >>> 0;
}

function multiplied(one: number, other: number): number {
  let product = 0;
  for (let bits = one | 0, factor = other; bits !== 0; bits <<= 1) {
    if (bits < 0) product ^= factor;
    factor = factor & 1 ? (factor >>> 1) ^ polynomial : factor >>> 1;
  }
  return product;
}
