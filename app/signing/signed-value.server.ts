import { timingSafeEqual } from "node:crypto";
import { hmacOf } from "./hmac.server.ts";

/** Signs a short text for one purpose, so that a value made for one cookie is no good in another. */
export function signValue(text: string, purpose: string, secret: string): string {
  return `${text}.${macOf(text, purpose, secret).toString("base64url")}`;
}

/** The text of a value that `signValue` made for the same purpose with the same secret; else undefined. */
export function verifyValue(value: string, purpose: string, secret: string): string | undefined {
  const dot = value.lastIndexOf(".");
  if (dot < 0) return undefined;
  const text = value.slice(0, dot);
  const given = Buffer.from(value.slice(dot + 1), "base64url");
  const expected = macOf(text, purpose, secret);
  return given.length === expected.length && timingSafeEqual(given, expected) ? text : undefined;
}

function macOf(text: string, purpose: string, secret: string): Buffer {
  return hmacOf(`${purpose}\n${text}`, secret);
}
