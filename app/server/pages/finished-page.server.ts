import { constants, crc32, deflateRawSync } from "node:zlib";
import { joined, shiftOf } from "./join-checksums.ts";

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

type Hole = keyof Marks | "nameInScript";

interface Piece {
  plain: Buffer;
  /** of `plain`: its checksum, and what those before it are multiplied by */
  crc: number;
  shift: number;
  /** ends in a full flush */
  deflated: Buffer;
  /** comes after it */
  hole: Hole | undefined;
}

export interface FinishedPage {
  /** of everything but the holes, as sent and as kept */
  readonly bytes: number;
  /** The page for one reader, as plain bytes. */
  plain(personal: Personal): Buffer;
  /** The same in gzip (RFC 1952). */
  gzip(personal: Personal): Buffer;
}

/** Takes a rendered page apart at its marks. */
export function finishPage({ html, marks }: RenderedPage): FinishedPage {
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
    pieces.push({
      ...{ plain, crc: crc32(plain), shift: shiftOf(plain.length) },
      ...{ deflated: deflateRawSync(plain, fullFlush), hole: undefined },
    });
  }
  return {
    bytes: pieces.reduce((sum, { plain, deflated }) => sum + plain.length + deflated.length, 0),
    plain: (personal) => {
      const fill = fillings(personal);
      return Buffer.concat(pieces.flatMap(({ plain, hole }) => (hole ? [plain, fill[hole]] : [plain])));
    },
    gzip(personal) {
      const fill = fillings(personal);
      const chunks: Buffer[] = [gzipHeader];
      let [crc, length] = [0, 0];
      for (const { plain, deflated, hole, ...piece } of pieces) {
        chunks.push(deflated);
        crc = joined(crc, piece.crc, piece.shift);
        length += plain.length;
        if (!hole) continue;
        chunks.push(storedHeader(fill[hole].length), fill[hole]);
        crc = crc32(fill[hole], crc);
        length += fill[hole].length;
      }
      chunks.push(gzipTrailer(crc, length));
      return Buffer.concat(chunks);
    },
  };
}

const fullFlush = { level: 9, finishFlush: constants.Z_FULL_FLUSH };

/** Deflate, no name, no time, any system. */
const gzipHeader = Buffer.from([0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 0xff]);

/** A block that is not compressed and not the last (RFC 1951, 3.2.4). */
function storedHeader(length: number): Buffer {
  const header = Buffer.alloc(5);
  header.writeUInt16LE(length, 1);
  header.writeUInt16LE(~length & 0xffff, 3);
  return header;
}

/** An empty last block, the checksum and the length of what was compressed. */
function gzipTrailer(crc: number, length: number): Buffer {
  const trailer = Buffer.from([3, 0, 0, 0, 0, 0, 0, 0, 0, 0]);
  trailer.writeUInt32LE(crc, 2);
  trailer.writeUInt32LE(length % 2 ** 32, 6);
  return trailer;
}

function scriptOpen(text: string, before: boolean): boolean {
  const [opened, closed] = [text.lastIndexOf("<script"), text.lastIndexOf("</script>")];
  return opened === closed ? before : opened > closed;
}

function fillings({ name, nonce, id }: Personal): Record<Hole, Buffer> {
  return {
    name: Buffer.from(name.replace(/[&<>"']/g, (character) => entities[character] ?? character)),
    nameInScript: Buffer.from(inStreamedData(name)),
    nonce: Buffer.from(nonce),
    id: Buffer.from(id),
  };
}

/** As React writes text. */
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
