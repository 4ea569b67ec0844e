import type { RedisOptions } from "ioredis";
import type { Surroundings } from "./contender.ts";

/** How peers connect: as ioredis does by itself, and in an outage with limits like ours, which it documents and they leave to it. */
export function peerConnection({ redis, impatient }: Surroundings): RedisOptions {
  const { hostname, port } = new URL(redis);
  const limits = { maxRetriesPerRequest: 0, commandTimeout: 80, enableOfflineQueue: false };
  return { host: hostname, port: Number(port), ...(impatient ? limits : {}) };
}
