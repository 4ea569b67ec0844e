import { crc32 } from "node:zlib";
import type { Hole, Personal, Piece } from "./finished-page.server.ts";
import { filledIn, joined, shiftOf } from "./join-checksums.ts";

/** A page in gzip for one reader, but for what differs from answer to answer: bytes that are zero, since nothing compresses them. */
export interface ReaderCopy {
  bytes: Buffer;
  /** of the text, with the blanks */
  crc: number;
  nonce: Blank;
  id: Blank;
}

/** What stands in several places alike. */
interface Blank {
  /** where, in `bytes` */
  places: number[];
  /** what its checksum is multiplied by, for all of them */
  shift: number;
}

/** @param personal the name is filled in; nonce and id will be as long as these */
export function copyFor(pieces: readonly Piece[], { name, nonce, id }: Personal): ReaderCopy {
  const blanks = { nonce: newBlank(), id: newBlank() };
  const fillings: Record<Hole, Buffer> = {
    name: Buffer.from(inText(name)),
    nameInScript: Buffer.from(inStreamedData(name)),
    nonce: Buffer.alloc(Buffer.byteLength(nonce)),
    id: Buffer.alloc(Buffer.byteLength(id)),
  };
  const total = pieces.reduce(
    (sum, { length, hole }) => sum + length + (hole ? fillings[hole].length : 0),
    0,
  );
  const chunks: Buffer[] = [gzipHeader];
  let [crc, length, at] = [0, 0, gzipHeader.length];
  for (const piece of pieces) {
    chunks.push(piece.deflated);
    at += piece.deflated.length;
    crc = joined(crc, piece.crc, piece.shift);
    length += piece.length;
    if (!piece.hole) continue;
    const filling = fillings[piece.hole];
    const header = storedHeader(filling.length);
    chunks.push(header, filling);
    crc = crc32(filling, crc);
    length += filling.length;
    if (piece.hole === "nonce" || piece.hole === "id") {
      const blank = blanks[piece.hole];
      blank.places.push(at + header.length);
      blank.shift ^= shiftOf(total - length);
    }
    at += header.length + filling.length;
  }
  chunks.push(gzipTrailer(length));
  return { bytes: Buffer.concat(chunks), crc, ...blanks };
}

/** The copy with its blanks filled, for one answer. */
export function completed({ bytes, crc, ...blanks }: ReaderCopy, { nonce, id }: Personal): Buffer {
  // Without zeros to begin with: the copy covers all of it.
  const whole = Buffer.allocUnsafeSlow(bytes.length);
  bytes.copy(whole);
  const checksum = fill(whole, blanks.nonce, nonce, fill(whole, blanks.id, id, crc));
  whole.writeUInt32LE(checksum, whole.length - 8);
  return whole;
}

/** @returns the checksum, which was `crc` */
function fill(whole: Buffer, { places, shift }: Blank, text: string, crc: number): number {
  const filling = Buffer.from(text);
  for (const place of places) whole.set(filling, place);
  return filledIn(crc, filling, shift);
}

function newBlank(): Blank {
  return { places: [], shift: 0 };
}

/** Deflate, no name, no time, any system. */
const gzipHeader = Buffer.from([0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 0xff]);

/** A block that is not compressed and not the last (RFC 1951, 3.2.4). */
function storedHeader(length: number): Buffer {
  const header = Buffer.alloc(5);
  header.writeUInt16LE(length, 1);
  header.writeUInt16LE(~length & 0xffff, 3);
  return header;
}

/** An empty last block, room for the checksum, and the length of what was compressed. */
function gzipTrailer(length: number): Buffer {
  const trailer = Buffer.from([3, 0, 0, 0, 0, 0, 0, 0, 0, 0]);
  trailer.writeUInt32LE(length % 2 ** 32, 6);
  return trailer;
}

/** As React writes text. */
function inText(text: string): string {
  return text.replace(/[&<>"']/g, (character) => entities[character] ?? character);
}

const entities: Record<string, string> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "'": "&#x27;",
};

/** As React Router writes the loaders' data: JSON, in the text of a string that a script holds. */
function inStreamedData(text: string): string {
  const inner = JSON.stringify(text).slice(1, -1);
  const outer = JSON.stringify(inner).slice(1, -1);
  return outer.replace(
    /[&<>\u2028\u2029]/g,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, "0")}`,
  );
}
