import { startUpstashGateway } from "#dev/cloud/upstash.ts";
import { startRedis } from "#dev/servers/redis.ts";
import type { Surroundings } from "./contender.ts";
import { type DelayingProxy, startDelayingProxy } from "./delaying-proxy.ts";

type Addresses = Pick<Surroundings, "redis" | "rest">;

/** Where both are found behind a proxy each. */
export interface Proxied {
  readonly proxied: Addresses;
  readonly proxies: readonly DelayingProxy[];
}

/** One Redis with Upstash's endpoint in front of it, each also behind a proxy. */
export interface CacheServers extends Proxied {
  readonly direct: Addresses;
  /** Proxies for one user alone, which end with the others. */
  behindOwnProxies(): Promise<Proxied>;
  stop(): Promise<void>;
}

export async function startCacheServers(): Promise<CacheServers> {
  const redis = await startRedis();
  const gateway = await startUpstashGateway({ redisUrl: redis.url });
  const { url, token } = gateway;
  const all: DelayingProxy[] = [];

  async function behindOwnProxies(): Promise<Proxied> {
    const [redisProxy, restProxy] = await Promise.all([
      startDelayingProxy(redis.port),
      startDelayingProxy(Number(new URL(url).port)),
    ]);
    all.push(redisProxy, restProxy);
    return {
      proxied: {
        redis: `redis://127.0.0.1:${redisProxy.port}`,
        rest: { url: `http://127.0.0.1:${restProxy.port}`, token },
      },
      proxies: [redisProxy, restProxy],
    };
  }

  return {
    direct: { redis: redis.url, rest: { url, token } },
    ...(await behindOwnProxies()),
    behindOwnProxies,
    async stop() {
      await Promise.all(all.map((proxy) => proxy.stop()));
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
