import { startUpstashGateway } from "#dev/cloud/upstash.ts";
import { startRedis } from "#dev/servers/redis.ts";
import type { Surroundings } from "./contender.ts";
import { type DelayingProxy, startDelayingProxy } from "./delaying-proxy.ts";

type Addresses = Pick<Surroundings, "redis" | "rest">;

/** One Redis with Upstash's endpoint in front of it, each also behind a proxy. */
export interface CacheServers {
  readonly direct: Addresses;
  readonly proxied: Addresses;
  readonly proxies: readonly DelayingProxy[];
  stop(): Promise<void>;
}

export async function startCacheServers(): Promise<CacheServers> {
  const redis = await startRedis();
  const gateway = await startUpstashGateway({ redisUrl: redis.url });
  const [redisProxy, restProxy] = await Promise.all([
    startDelayingProxy(redis.port),
    startDelayingProxy(Number(new URL(gateway.url).port)),
  ]);
  const { url, token } = gateway;
  return {
    direct: { redis: redis.url, rest: { url, token } },
    proxied: {
      redis: `redis://127.0.0.1:${redisProxy.port}`,
      rest: { url: `http://127.0.0.1:${restProxy.port}`, token },
    },
    proxies: [redisProxy, restProxy],
    async stop() {
      await Promise.all([redisProxy.stop(), restProxy.stop()]);
      await gateway.stop();
      await redis.stop();
    },
  };
}

/** Both proxies' round trips and requests for `work`, of which a contender uses one. */
export async function traffic(
  proxies: readonly DelayingProxy[],
  work: () => Promise<unknown>,
): Promise<{ roundTrips: number; requests: number }> {
  let done: Promise<unknown> | undefined;
  const once = () => {
    done ??= work();
    return done;
  };
  const counts = await Promise.all(proxies.map((proxy) => proxy.counted(once)));
  return {
    roundTrips: counts.reduce((sum, each) => sum + each.roundTrips, 0),
    requests: counts.reduce((sum, each) => sum + each.requests, 0),
  };
}
