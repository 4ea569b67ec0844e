/** What an authenticator app is told: RFC 6238 with its defaults, six figures that change every 30 seconds, by HMAC-SHA-1. */
export interface AuthenticatorKey {
  /** in base32 (RFC 4648), as it is typed where nothing can be scanned */
  key: string;
  /** what a QR code or a link carries to the app */
  uri: string;
}

const letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

/** Bytes in base32 (RFC 4648, section 6), without the padding, which the apps do not want. */
export function base32(bytes: Uint8Array): string {
  let bits = 0;
  let held = 0;
  let text = "";
  for (const byte of bytes) {
    held = (held << 8) | byte;
    bits += 8;
    while (bits >= 5) {
      bits -= 5;
      text += letters.charAt((held >> bits) & 31);
    }
    held &= (1 << bits) - 1;
  }
  return bits === 0 ? text : text + letters.charAt((held << (5 - bits)) & 31);
}

/** How a secret is handed to an app, in the format of Google's "Key Uri Format". */
export function authenticatorKey(secret: string, email: string): AuthenticatorKey {
  const key = base32(new TextEncoder().encode(secret));
  const search = new URLSearchParams({ secret: key, issuer: "Placar" });
  return { key, uri: `otpauth://totp/Placar:${encodeURIComponent(email)}?${search}` };
}
