import { inject } from "vitest";

/** The Redis of this run, shared by every test file: use keys of your own, and start one (`startRedis`) to flush or stop it. */
export function testRedisUrl(): string {
  return inject("testStack").redisUrl;
}
