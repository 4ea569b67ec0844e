import { createHmac, createSecretKey, type KeyObject } from "node:crypto";

/** The last secret that was used, ready for use: a process has one, and making it ready takes as long as a short text. */
let ready: { secret: string; key: KeyObject } | undefined;

/** HMAC-SHA256 of a text. */
export function hmacOf(text: string, secret: string): Buffer {
  if (ready?.secret !== secret) ready = { secret, key: createSecretKey(secret, "utf8") };
  return createHmac("sha256", ready.key).update(text).digest();
}
