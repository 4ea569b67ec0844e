import { afterAll, afterEach, beforeAll, vi } from "vitest";
import type { OrganizationScope } from "#app/db/scope.ts";
import { type Caller, callerFor } from "#app/domains/caller.ts";
import { type RedisServer, startRedis } from "#dev/servers/redis.ts";
import { type BuiltApp, openBuiltApp } from "./built-app.ts";
import { arrangeTenant, type Person, type Tenant } from "./people.ts";

/** Where the tests of pages keep what they cache. */
export const pageStores = ["memory", "Redis"] as const;

interface BuiltAppInUse {
  readonly app: BuiltApp;
  /** Of the Redis that it keeps its cache in; undefined where it keeps it in memory. */
  readonly redisUrl: string | undefined;
  /** An organization of its own for each test. */
  arrange(): Promise<Tenant>;
  /** One of its people, acting there. */
  inside(tenant: Tenant, person: Person): Caller<OrganizationScope>;
}

/** The built application for the tests of one `describe`; a clock that a test sets is put right after it. */
export function useBuiltApp(store: string): BuiltAppInUse {
  let redis: RedisServer | undefined;
  let app: BuiltApp | undefined;
  let count = 0;
  beforeAll(async () => {
    redis = store === "Redis" ? await startRedis() : undefined;
    app = await openBuiltApp({ redisUrl: redis?.url });
  });
  afterEach(() => {
    vi.useRealTimers();
  });
  afterAll(async () => {
    await app?.close();
    await redis?.stop();
  });
  const opened = () => {
    if (!app) throw new Error("The application opens before the first test.");
    return app;
  };
  return {
    get app() {
      return opened();
    },
    get redisUrl() {
      return redis?.url;
    },
    arrange: () => arrangeTenant(opened().services, `tenant${store.toLowerCase()}${count++}`),
    inside: ({ id }, { userId, role }) =>
      callerFor(opened().services.data, { kind: "organization", organizationId: id, userId, role }),
  };
}
