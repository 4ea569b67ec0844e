import type { DataLayer } from "#app/domains/caller.ts";
import type { Env } from "#app/env.server.ts";
import { lookAtCache } from "./cache.ts";
import { lookAtDatabase } from "./database.ts";
import { type Finding, ok, problem } from "./finding.ts";
import { lookAtBuild, lookAtFolder, lookAtNode, lookAtOrigin, lookAtSecret } from "./installation.ts";
import { lookAtMail } from "./mail.ts";

/**
 * Looks at everything that an installation stands on, and changes nothing but a key in the cache that is gone after a second.
 * @param serving the data of the server that this runs in; without one, what the environment names is opened
 */
export async function examine(env: Env, serving?: DataLayer): Promise<Finding[]> {
  return [
    lookAtNode(),
    await lookAtBuild(),
    await lookAtSecret(env),
    ...lookAtOrigin(env),
    ...(env.databaseUrl === undefined ? [await lookAtFolder(env, serving !== undefined)] : []),
    ...(await lookAtDatabase(env, serving?.database)),
    ...(await lookAtCache(env)),
    await lookAtMail(env),
    ...(serving ? [lookAtBreaker(serving)] : []),
  ];
}

function lookAtBreaker({ cache }: DataLayer): Finding {
  return cache.available()
    ? ok("breaker", "closed: the server reads from the cache")
    : problem(
        "breaker",
        "open: the server reads past the cache",
        "It closes by itself once the cache answers.",
      );
}
