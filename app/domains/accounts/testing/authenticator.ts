import { createHmac } from "node:crypto";

/** The seconds after which an authenticator app shows another code. */
export const codeSeconds = 30;

function fromBase32(key: string): Buffer {
  const bits = [...key]
    .map((letter) => "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567".indexOf(letter).toString(2).padStart(5, "0"))
    .join("");
  return Buffer.from((bits.match(/.{8}/g) ?? []).map((byte) => Number.parseInt(byte, 2)));
}

/**
 * What an authenticator app shows (RFC 6238), worked out here without the auth library.
 * @param key in base32, blanks and all
 * @param ahead how many codes later
 */
export function codeOf(key: string, ahead = 0): string {
  const counter = Buffer.alloc(8);
  counter.writeBigUInt64BE(BigInt(Math.floor(Date.now() / 1000 / codeSeconds) + ahead));
  const hash = createHmac("sha1", fromBase32(key.replace(/\s/g, "")))
    .update(counter)
    .digest();
  const at = (hash.at(-1) ?? 0) & 15;
  return String((hash.readUInt32BE(at) & 0x7fffffff) % 1_000_000).padStart(6, "0");
}
