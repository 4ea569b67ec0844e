import {
  createCipheriv,
  createDecipheriv,
  createHash,
  createHmac,
  hkdfSync,
  timingSafeEqual,
} from "node:crypto";
import { InvalidCursorError } from "./invalid-cursor-error.ts";

/** A place in a sorted list: Postgres's own text of each sort column of one row, null for NULL. */
export interface Position {
  readonly values: readonly (string | null)[];
  /** Whether the row at the position itself belongs to the page that the cursor leads to. */
  readonly inclusive: boolean;
}

/** The keys that make and open the cursors of one list. */
export interface CursorKey {
  readonly mac: Buffer;
  readonly cipher: Buffer;
}

const version = 1;
const tagBytes = 16;
const shortestSecret = 16;

/**
 * Derives the keys for one list from the application's secret. Another context gives other keys: that is what binds a cursor to
 * its list.
 *
 * @param secret the application's secret, at least 16 characters
 * @param context a text that names all the list depends on: sort, filter, tenant
 */
export function deriveCursorKey(secret: string, context: string): CursorKey {
  if (secret.length < shortestSecret)
    throw new RangeError(`A cursor secret needs ${shortestSecret} characters or more`);
  // HKDF's info is limited to 1024 bytes, a filter is not.
  const info = createHash("sha256").update(`keyset cursor ${version}\0${context}`).digest();
  const keys = Buffer.from(hkdfSync("sha256", secret, "", info, 64));
  return { mac: keys.subarray(0, 32), cipher: keys.subarray(32) };
}

/**
 * Writes a position as base64url: version, authentication tag, encrypted values.
 *
 * The tag, an HMAC-SHA256 of the values, is also the initialisation vector (the SIV construction of Rogaway and Shrimpton,
 * "Deterministic Authenticated-Encryption", 2006). So a cursor costs no more than a signed one, the same position always gives the
 * same text (the page around it can be cached), and no name or amount gets into a URL, a log or a Referer header.
 */
export function sealCursor(key: CursorKey, position: Position): string {
  const plain = Buffer.from(JSON.stringify([position.inclusive ? 1 : 0, ...position.values]));
  const tag = tagOf(key, plain);
  const cipher = createCipheriv("aes-256-ctr", key.cipher, tag);
  return Buffer.concat([Buffer.of(version), tag, cipher.update(plain), cipher.final()]).toString("base64url");
}

/**
 * Reads what {@link sealCursor} wrote with the same key.
 *
 * @throws InvalidCursorError for everything else
 */
export function openCursor(key: CursorKey, text: string): Position {
  const bytes = Buffer.from(text, "base64url");
  // Node skips what is not base64url; only the one way to write these bytes is a cursor of ours.
  if (bytes.toString("base64url") !== text || bytes.length <= 1 + tagBytes || bytes[0] !== version) {
    throw new InvalidCursorError();
  }
  const tag = bytes.subarray(1, 1 + tagBytes);
  const decipher = createDecipheriv("aes-256-ctr", key.cipher, tag);
  const plain = Buffer.concat([decipher.update(bytes.subarray(1 + tagBytes)), decipher.final()]);
  if (!timingSafeEqual(tag, tagOf(key, plain))) throw new InvalidCursorError();
  const [inclusive, ...values] = JSON.parse(plain.toString()) as [number, ...(string | null)[]];
  return { inclusive: inclusive === 1, values };
}

function tagOf(key: CursorKey, plain: Buffer): Buffer {
  return createHmac("sha256", key.mac).update(plain).digest().subarray(0, tagBytes);
}
