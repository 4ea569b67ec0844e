import type { IncomingMessage } from "node:http";
import { isIPv6 } from "node:net";
import type { Env } from "#app/env.server.ts";

/**
 * Where a request comes from, as far as limits go: an IPv4 address, or of an IPv6 address the /64 that one household has.
 * Behind a proxy, what that proxy saw: the last entry of X-Forwarded-For, since whoever asks can write the others.
 */
export function clientNetwork(req: IncomingMessage, env: Pick<Env, "trustProxy">): string {
  const header = env.trustProxy ? req.headers["x-forwarded-for"] : undefined;
  const forwarded = (Array.isArray(header) ? header.join() : header)?.split(",").at(-1)?.trim();
  return networkOf(forwarded || req.socket.remoteAddress || "");
}

/** @param address IPv4 or IPv6, also IPv4 written as IPv6; anything else stands for itself */
export function networkOf(address: string): string {
  if (!address.includes(":")) return address;
  const mapped = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(address);
  if (mapped?.[1]) return mapped[1];
  if (!isIPv6(address)) return address;
  const [head = "", tail] = address.toLowerCase().replace(/%.*$/, "").split("::");
  const groups = (part: string | undefined) => (part ? part.split(":") : []);
  const missing = tail === undefined ? 0 : 8 - groups(head).length - groups(tail).length;
  const all = [...groups(head), ...Array<string>(Math.max(0, missing)).fill("0"), ...groups(tail)];
  const prefix = all.slice(0, 4).map((group) => Number.parseInt(group, 16).toString(16));
  return `${prefix.join(":")}::/64`;
}
