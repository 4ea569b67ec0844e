import { constants, crc32, deflateRawSync, gunzipSync } from "node:zlib";
import { createLru } from "#app/cache/lru.ts";
import { shiftOf } from "./join-checksums.ts";
import { completed, copyFor, type ReaderCopy } from "./reader-copy.server.ts";

/*
 * A page as bytes with holes in it. What stands between the holes is compressed once; a Deflate stream may be put together from
 * pieces that end in a full flush, since nothing in one refers to another, and what fills a hole goes in between uncompressed.
 * Brotli has nothing like it. See docs/decisions/0011-kept-pages-have-holes.md.
 */

/** Texts that stand in a rendered page for what each answer has of its own; random, so that no content can hold one. */
export interface Marks {
  name: string;
  nonce: string;
  id: string;
}

/** What a page is kept as. */
export interface RenderedPage {
  html: string;
  marks: Marks;
}

/** What one answer has of its own. */
export type Personal = Marks;

export type Hole = keyof Marks | "nameInScript";

/** What stands between two holes. */
export interface Piece {
  /** bytes of its text */
  length: number;
  /** of its text; and what the checksum of all before it is multiplied by */
  crc: number;
  shift: number;
  /** ends in a full flush */
  deflated: Buffer;
  /** comes after it */
  hole: Hole | undefined;
}

export interface FinishedPage {
  /** that it takes of the memory, at the most */
  readonly bytes: number;
  /** The page for one reader, in gzip (RFC 1952). */
  gzip(personal: Personal): Buffer;
  /** The same as plain bytes, for the rare reader who does not take gzip. */
  plain(personal: Personal): Buffer;
}

/** Readers for whom a copy is at hand: those of one page are few, and ask again. */
const readersAtOnce = 3;

/** Bytes that a copy takes beside what is compressed: names, frames, places. */
const copyOverhead = 4096;

/** Takes a rendered page apart at its marks. */
export function finishPage(rendered: RenderedPage): FinishedPage {
  const pieces = cut(rendered);
  const deflated = pieces.reduce((sum, piece) => sum + piece.deflated.length, 0);
  const copies = createLru<ReaderCopy>(readersAtOnce * (deflated + copyOverhead));

  function gzip(personal: Personal): Buffer {
    const { name, nonce, id } = personal;
    const key = `${Buffer.byteLength(nonce)} ${Buffer.byteLength(id)} ${name}`;
    let copy = copies.get(key);
    if (!copy) {
      copy = copyFor(pieces, personal);
      copies.set(key, copy, copy.bytes.length);
    }
    return completed(copy, personal);
  }

  return {
    bytes: deflated + readersAtOnce * (deflated + copyOverhead),
    gzip,
    plain: (personal) => gunzipSync(gzip(personal)),
  };
}

function cut({ html, marks }: RenderedPage): Piece[] {
  const kinds = new Map(Object.entries(marks).map(([kind, mark]) => [mark, kind as keyof Marks]));
  const pieces: Piece[] = [];
  let inScript = false;
  // The marks are letters and digits.
  for (const [index, text] of html.split(new RegExp(`(${[...kinds.keys()].join("|")})`)).entries()) {
    const kind = index % 2 === 1 ? kinds.get(text) : undefined;
    const last = pieces.at(-1);
    if (kind && last) {
      last.hole = kind === "name" && inScript ? "nameInScript" : kind;
      continue;
    }
    inScript = scriptOpen(text, inScript);
    const plain = Buffer.from(text);
    const { length } = plain;
    const deflated = deflateRawSync(plain, fullFlush);
    pieces.push({ length, crc: crc32(plain), shift: shiftOf(length), deflated, hole: undefined });
  }
  return pieces;
}

const fullFlush = { level: 9, finishFlush: constants.Z_FULL_FLUSH };

function scriptOpen(text: string, before: boolean): boolean {
  const [opened, closed] = [text.lastIndexOf("<script"), text.lastIndexOf("</script>")];
  return opened === closed ? before : opened > closed;
}
