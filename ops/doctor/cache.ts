import { isLocal } from "#app/db/is-local.ts";
import type { Env } from "#app/env.server.ts";
import { type Finding, look, ok, problem, reasonOf, warning } from "./finding.ts";
import { inMilliseconds, medianOf } from "./latency.ts";

/** Asks the cache's Redis one command. @throws Error with what it says */
type Ask = (...command: string[]) => Promise<unknown>;

interface Connection {
  name: string;
  /** a round trip that takes longer counts as the cache being away, in milliseconds */
  deadlineMs: number;
  ask: Ask;
  close(): void;
}

const patienceMs = 3_000;
const away = "Pages are answered from the database meanwhile, slower. Start it, or correct its address.";

export async function lookAtCache(env: Env): Promise<Finding[]> {
  let connection: Connection;
  try {
    const opened = await connect(env);
    if (opened === undefined) {
      const alone = env.databaseUrl === undefined ? "" : ": right as long as there is one";
      return [ok("cache", `memory of the server's process${alone}`)];
    }
    connection = opened;
  } catch (error) {
    return [problem("cache", `it does not answer: ${reasonOf(error)}`, away)];
  }
  const { ask } = connection;
  try {
    return [
      await look("cache", away, () => lookAtServer(connection)),
      ...lookAtEncryption(env),
      await look("cache latency", away, () => lookAtLatency(connection)),
      await look("cache writes", "The token or user must be allowed to write.", () => lookAtWrites(ask)),
      await look("cache persistence", away, () => lookAtPersistence(env, ask)),
      await look("cache eviction", away, () => lookAtEviction(env, ask)),
    ];
  } finally {
    connection.close();
  }
}

async function connect({ redisUrl, upstash }: Env): Promise<Connection | undefined> {
  if (upstash) {
    const ask = askOverRest(upstash);
    await ask("PING");
    return { name: "Upstash, REST", deadlineMs: 250, ask, close: () => {} };
  }
  return redisUrl === undefined ? undefined : connectOverTcp(redisUrl);
}

async function connectOverTcp(url: string): Promise<Connection> {
  const { Redis } = await import("ioredis");
  const client = new Redis(url, {
    lazyConnect: true,
    connectTimeout: patienceMs,
    commandTimeout: patienceMs,
    maxRetriesPerRequest: 0,
    retryStrategy: () => null,
  });
  // Told of a lost connection apart from what then fails, and more exactly.
  let lost: Error | undefined;
  client.on("error", (error: Error) => {
    lost = error;
  });
  try {
    await client.connect();
    await client.ping();
  } catch (error) {
    client.disconnect();
    throw lost ?? error;
  }
  return {
    name: "TCP",
    deadlineMs: 80,
    ask: (name = "", ...args) => client.call(name, ...args),
    close: () => client.disconnect(),
  };
}

function askOverRest({ url, token }: { url: string; token: string }): Ask {
  return async (...command) => {
    const answer = await fetch(url, {
      method: "POST",
      headers: { Authorization: `Bearer ${token}`, "Content-Type": "application/json" },
      body: JSON.stringify(command),
      signal: AbortSignal.timeout(patienceMs),
    });
    const { result, error } = (await answer.json()) as { result?: unknown; error?: string };
    if (error !== undefined) throw new Error(error);
    return result;
  };
}

/** A section of INFO; empty where it is not told. */
async function infoOf(ask: Ask, section: string): Promise<Record<string, string>> {
  const text = await ask("INFO", section).catch(() => "");
  const lines = String(text)
    .split(/\r?\n/)
    .filter((line) => line.includes(":"));
  return Object.fromEntries(
    lines.map((line) => [line.slice(0, line.indexOf(":")), line.slice(line.indexOf(":") + 1)]),
  );
}

async function lookAtServer({ name, ask }: Connection): Promise<Finding> {
  const info = await infoOf(ask, "server");
  if (info.valkey_version) return ok("cache", `${name}; Valkey ${info.valkey_version}`);
  const version = info.redis_version;
  if (version === undefined) return ok("cache", `${name}; it does not tell its version`);
  const found = `${name}; Redis ${version}`;
  const tooOld = name === "TCP" && Number.parseInt(version, 10) < 7;
  return tooOld ? problem("cache", found, "Use Redis 7.0 or newer, or Valkey.") : ok("cache", found);
}

function lookAtEncryption({ redisUrl }: Env): Finding[] {
  if (redisUrl === undefined)
    return [ok("cache encryption", "TLS, or this machine alone: REST takes nothing else")];
  const { protocol, hostname } = new URL(redisUrl);
  if (protocol === "rediss:") return [ok("cache encryption", "TLS")];
  return isLocal(hostname)
    ? [ok("cache encryption", "none needed: this machine or a private network")]
    : [
        problem(
          "cache encryption",
          `none, to ${hostname}`,
          "What people read travels in clear: use rediss://.",
        ),
      ];
}

async function lookAtLatency({ ask, deadlineMs }: Connection): Promise<Finding> {
  const ms = await medianOf(() => ask("PING"));
  const found = inMilliseconds(ms);
  const closer = "Bring the server and its cache closer together.";
  if (ms > deadlineMs)
    return problem("cache latency", `${found}: above the deadline of ${deadlineMs} ms`, closer);
  return ms > deadlineMs / 2
    ? warning("cache latency", `${found}: the deadline is ${deadlineMs} ms`, closer)
    : ok("cache latency", found);
}

/** Tries it: a token that only reads, a replica and a full memory are found so. */
async function lookAtWrites(ask: Ask): Promise<Finding> {
  await ask("SET", "placar:doctor", "1", "PX", "1000");
  return ok("cache writes", "taken");
}

async function lookAtPersistence({ upstash }: Env, ask: Ask): Promise<Finding> {
  const check = "cache persistence";
  const advice =
    "A restart that brings back old tags beside old entries would revive them: run it with --save '' --appendonly no.";
  const settings = await settingsOf(ask);
  if (settings) {
    const on = [
      ...(settings.save ? [`snapshots (save ${settings.save})`] : []),
      ...(settings.appendonly === "yes" ? ["append-only file"] : []),
    ];
    return on.length > 0 ? problem(check, on.join(" and "), advice) : ok(check, "off");
  }
  const { aof_enabled: aof, rdb_last_save_time: saved } = await infoOf(ask, "persistence");
  if (aof === "1") return problem(check, "append-only file", advice);
  if (upstash) {
    return ok(
      check,
      "on, as always with Upstash; an older state that a failover brings back is noticed 10 s after a write and bumped again",
    );
  }
  const { uptime_in_seconds: uptime } = await infoOf(ask, "server");
  // A server without snapshots says that it saved when it started.
  const started = Date.now() / 1_000 - Number(uptime);
  if (Number(saved) > started + 5) return problem(check, "snapshots: one was taken since it started", advice);
  return warning(check, "seems off, but CONFIG is not allowed here", "Make sure in the provider's settings.");
}

async function settingsOf(ask: Ask): Promise<{ save: string; appendonly: string } | undefined> {
  try {
    const setting = async (name: string) =>
      String(((await ask("CONFIG", "GET", name)) as unknown[])[1] ?? "");
    return { save: await setting("save"), appendonly: await setting("appendonly") };
  } catch {
    return undefined;
  }
}

async function lookAtEviction({ upstash }: Env, ask: Ask): Promise<Finding> {
  const check = "cache eviction";
  const { maxmemory, maxmemory_policy: policy } = await infoOf(ask, "memory");
  if (policy === undefined || maxmemory === undefined) {
    const known = upstash ? "Upstash evicts nothing unless told to" : "it does not tell";
    return warning(check, known, "When it is full nothing new is kept: turn eviction on.");
  }
  if (maxmemory === "0") return ok(check, `${policy}, without a limit of its memory`);
  const found = `${policy}, ${Math.round(Number(maxmemory) / 2 ** 20)} MiB`;
  return policy === "noeviction"
    ? warning(check, found, "When it is full nothing new is kept: set maxmemory-policy allkeys-lru.")
    : ok(check, found);
}
