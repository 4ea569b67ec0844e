import { createHash } from "node:crypto";
import { request as httpRequest } from "node:http";
import { errors, Redis as UpstashRedis } from "@upstash/redis";
import { Redis } from "ioredis";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { type RedisServer, startRedis } from "../servers/redis.ts";
import { startUpstashGateway, type UpstashGateway } from "./upstash.ts";

let server: RedisServer;
let gateway: UpstashGateway;
/** Through the driver and the gateway. */
let redis: UpstashRedis;
/** The same, with every value as Redis sent it. */
let plain: UpstashRedis;
/** Past both. */
let direct: Redis;

const options = { retry: { retries: 0 }, enableAutoPipelining: false, enableTelemetry: false };
const clientOf = (more = {}) =>
  new UpstashRedis({ url: gateway.url, token: gateway.token, ...options, ...more });

beforeAll(async () => {
  server = await startRedis();
  gateway = await startUpstashGateway({ redisUrl: server.url, maxRequestBytes: 2 * 1024 * 1024 });
  redis = clientOf();
  plain = clientOf({ automaticDeserialization: false });
  direct = new Redis(server.url);
});
afterAll(async () => {
  direct?.disconnect();
  await gateway?.stop();
  await server?.stop();
});
beforeEach(() => direct.flushall());

async function errorOf(promise: Promise<unknown>): Promise<Error> {
  const error = await promise.then(
    () => undefined,
    (reason: unknown) => reason,
  );
  if (error instanceof Error) return error;
  throw new Error("no error");
}

/** Without the driver, to see what goes over the wire. */
async function post(path: string, body: unknown, headers: Record<string, string> = {}) {
  const response = await fetch(gateway.url + path, {
    method: "POST",
    body: typeof body === "string" ? body : JSON.stringify(body),
    headers: { authorization: `Bearer ${gateway.token}`, ...headers },
  });
  return { status: response.status, json: await response.json(), headers: response.headers };
}

const base64 = { "Upstash-Encoding": "base64" };

describe("values", () => {
  test.each([["text"], [""], ["OK"], ["T0s="], ["123"], ["null"], ["ü €\n😀\u0000"], ['{"a":1}']])(
    "%j comes back as it was sent",
    async (value) => {
      await plain.set("key", value);
      expect(await direct.get("key")).toBe(value);
      expect(await plain.get("key")).toBe(value);
      expect(await plain.mget(["key", "none"])).toEqual([value, null]);
      expect(await clientOf({ automaticDeserialization: false, responseEncoding: false }).get("key")).toBe(
        value,
      );
    },
  );

  test("JavaScript's types arrive as the driver writes them, and are read back", async () => {
    await redis.mset({ number: 1.5, boolean: true, object: { a: [1, null] } });
    expect(await direct.mget("number", "boolean", "object")).toEqual(["1.5", "true", '{"a":[1,null]}']);
    expect(await redis.mget(["number", "boolean", "object"])).toEqual([1.5, true, { a: [1, null] }]);
  });

  test("replies have the shapes of RESP2", async () => {
    await redis.hset("hash", { a: 1, b: 2 });
    await redis.zadd("scores", { score: 1.5, member: "m" });
    await redis.sadd("set", "a");
    expect((await post("/", ["hgetall", "hash"])).json).toEqual({ result: ["a", "1", "b", "2"] });
    expect((await post("/", ["zrange", "scores", 0, -1, "withscores"])).json).toEqual({
      result: ["m", "1.5"],
    });
    expect((await post("/", ["zscore", "scores", "m"])).json).toEqual({ result: "1.5" });
    expect((await post("/", ["smembers", "set"])).json).toEqual({ result: ["a"] });
    expect((await post("/", ["get", "none"])).json).toEqual({ result: null });
    expect((await post("/", ["zrandmember", "none", 1])).json).toEqual({ result: [] });
    expect(await redis.hgetall("hash")).toEqual({ a: 1, b: 2 });
    expect(await redis.ping()).toBe("PONG");
  });

  test("in base64 every string is encoded, but for an OK that is the whole reply", async () => {
    const bytes = Buffer.from([0, 255, 128, 10, 13]);
    await direct.set("bytes", bytes);
    expect((await post("/", ["get", "bytes"], base64)).json).toEqual({ result: bytes.toString("base64") });
    expect((await post("/", ["set", "ok", "OK"], base64)).json).toEqual({ result: "OK" });
    expect((await post("/", ["mget", "ok", "none"], base64)).json).toEqual({ result: ["T0s=", null] });
    const nested = await post("/", ["eval", "return {1, {'OK', false, {'x'}}}", 0], base64);
    expect(nested.json).toEqual({ result: [1, ["T0s=", null, ["eA=="]]] });
    expect(await plain.eval("return {1, {'OK', false, {'x'}}}", [], [])).toEqual([1, ["OK", null, ["x"]]]);
    expect((await post("/", ["ping"], base64)).json).toEqual({ result: "UE9ORw==" });
  });

  test("bytes survive DUMP and a script", async () => {
    const bytes = Buffer.from(Array.from({ length: 256 }, (_, i) => i));
    await direct.set("bytes", bytes);
    const { json } = await post("/", ["eval", "return redis.call('GET', KEYS[1])", 1, "bytes"], base64);
    expect(Buffer.from(json.result, "base64")).toEqual(bytes);
  });
});

describe("errors", () => {
  test("of one command are Redis's own words, with status 400", async () => {
    await redis.set("text", "x");
    const wrongType = "WRONGTYPE Operation against a key holding the wrong kind of value";
    expect((await errorOf(redis.lpush("text", "y"))).message).toContain(wrongType);
    expect(await post("/", ["lpush", "text", "y"])).toMatchObject({
      status: 400,
      json: { error: wrongType },
    });
    expect((await post("/", ["nonsense", "a"])).json.error).toMatch(/^ERR unknown command/);
    expect((await post("/", ["get"])).json).toEqual({
      error: "ERR wrong number of arguments for 'get' command",
    });
  });

  test("a bad token is 401 in JSON", async () => {
    const error = await errorOf(clientOf({ token: "wrong" }).get("a"));
    expect(error).toBeInstanceOf(errors.UpstashError);
    expect(error.message).toMatch(/^WRONGPASS/);
    const reply = await post("/pipeline", [["set", "a", "b"]], { authorization: "Bearer wrong" });
    expect(reply.status).toBe(401);
    expect(await direct.exists("a")).toBe(0);
  });

  test.each([
    ["/", "{", 400],
    ["/", [], 400],
    ["/", ["set", "a", null], 400],
    ["/", ["set", "a", ["b"]], 400],
    ["/", [["get", "a"]], 400],
    ["/pipeline", ["get", "a"], 400],
    ["/pipeline", [], 400],
    ["/multi-exec", {}, 400],
    ["/other", ["get", "a"], 404],
  ])("what is no request of the driver is refused: %s %j", async (path, body, status) => {
    const reply = await post(path, body);
    expect(reply.status).toBe(status);
    expect(reply.json).toEqual({ error: expect.any(String) });
  });

  test("other methods are refused in JSON", async () => {
    const response = await fetch(gateway.url, { headers: { authorization: `Bearer ${gateway.token}` } });
    expect(response.status).toBe(405);
    expect(await response.json()).toEqual({ error: expect.any(String) });
  });

  test.each([
    ["blpop", "a", 0],
    ["XREAD", "block", 0, "STREAMS", "s", "$"],
    ["wait", 1, 0],
    ["select", 1],
    ["multi"],
    ["subscribe", "channel"],
    ["monitor"],
    ["client", "reply", "off"],
    ["hello", 3],
    ["quit"],
    ["script", "debug", "yes"],
  ])("what would hold up or change the shared connection is refused: %s", async (...command) => {
    const reply = await post("/", command);
    const error = `ERR Command is not available: '${String(command[0]).toUpperCase()}'`;
    expect(reply).toMatchObject({ status: 400, json: { error } });
    expect(await redis.ping()).toBe("PONG");
  });
});

describe("several commands", () => {
  test("in a pipeline answer each for itself, in order", async () => {
    await redis.set("text", "x");
    const outcomes = await redis
      .pipeline()
      .incr("n")
      .lpush("text", "y")
      .get("text")
      .incr("n")
      .exec({ keepErrors: true });
    expect(outcomes.map(({ result, error }) => error ?? result)).toEqual([
      1,
      expect.stringMatching(/^WRONGTYPE/),
      "x",
      2,
    ]);
    const refused = await post("/pipeline", [
      ["incr", "n"],
      ["blpop", "a", 0],
      ["incr", "n"],
    ]);
    expect(refused.json).toEqual([{ result: 3 }, { error: expect.stringContaining("BLPOP") }, { result: 4 }]);
  });

  test("of automatic pipelines keep to their callers", async () => {
    const automatic = clientOf({ enableAutoPipelining: true });
    const written = Array.from({ length: 50 }, (_, i) => automatic.set(`key:${i}`, i));
    await Promise.all(written);
    const read = await Promise.all(Array.from({ length: 50 }, (_, i) => automatic.get(`key:${i}`)));
    expect(read).toEqual(Array.from({ length: 50 }, (_, i) => i));
  });

  test("in a transaction happen together", async () => {
    const transactions = Array.from({ length: 20 }, () => redis.multi().incr("n").incr("n").exec());
    const alone = Array.from({ length: 20 }, () => redis.incr("n"));
    for (const [first, second] of await Promise.all(transactions)) expect(second).toBe(Number(first) + 1);
    await Promise.all(alone);
    expect(await direct.get("n")).toBe("60");
  });

  test("in a transaction fail alone when they run", async () => {
    await redis.set("text", "x");
    const reply = await post("/multi-exec", [
      ["incr", "n"],
      ["lpush", "text", "y"],
      ["incr", "n"],
    ]);
    expect(reply).toMatchObject({
      status: 200,
      json: [{ result: 1 }, { error: expect.stringMatching(/^WRONGTYPE/) }, { result: 2 }],
    });
  });

  test.each([
    ["unknown", ["nonsense"]],
    ["refused", ["blpop", "a", 0]],
  ])("in a transaction are all discarded for one that is %s", async (_, command) => {
    const reply = await post("/multi-exec", [["incr", "n"], command, ["incr", "n"]]);
    expect(reply).toMatchObject({ status: 400, json: { error: expect.stringMatching(/^EXECABORT/) } });
    expect(await direct.exists("n")).toBe(0);
    expect(await redis.incr("n")).toBe(1);
  });
});

test("a discarded transaction is one error of the driver", async () => {
  // Nothing to delete: Redis refuses it as it is queued.
  const error = await errorOf(redis.multi().incr("n").del().incr("n").exec());
  expect(error.message).toMatch(/^EXECABORT Transaction discarded because of previous errors/);
  expect(await redis.incr("n")).toBe(1);
});

describe("scripts", () => {
  const shaOf = (text: string) => createHash("sha1").update(text).digest("hex");
  const flagged = "#!lua flags=allow-key-locking\nreturn {KEYS[1], ARGV[1]}";

  test("that the server does not know answer NOSCRIPT", async () => {
    const error = await errorOf(redis.evalsha(shaOf("return 'never seen'"), [], []));
    expect(error.message).toMatch(/^NOSCRIPT/);
  });

  test("run by text, by hash and read-only", async () => {
    const text = "return redis.call('GET', KEYS[1])";
    await direct.set("key", "value");
    expect(await redis.eval(text, ["key"], [])).toBe("value");
    expect(await redis.evalsha(shaOf(text), ["key"], [])).toBe("value");
    expect(await redis.evalRo(text, ["key"], [])).toBe("value");
    expect(await redis.evalshaRo(shaOf(text), ["key"], [])).toBe("value");
    const writing = "return redis.call('SET', KEYS[1], 'x')";
    expect((await errorOf(redis.evalRo(writing, ["key"], []))).message).toContain("Write commands");
    expect(await redis.createScript<string>(text).exec(["key"], [])).toBe("value");
  });

  test("may carry Upstash's flag, and are known by the hash of the text as sent", async () => {
    expect((await errorOf(redis.evalsha(shaOf(flagged), ["k"], ["a"]))).message).toMatch(/^NOSCRIPT/);
    expect(await redis.eval(flagged, ["k"], ["a"])).toEqual(["k", "a"]);
    expect(await redis.evalsha(shaOf(flagged), ["k"], ["a"])).toEqual(["k", "a"]);
    expect(await redis.scriptExists(shaOf(flagged), shaOf("other"))).toEqual([1, 0]);
    await redis.scriptFlush();
    expect((await errorOf(redis.evalsha(shaOf(flagged), ["k"], ["a"]))).message).toMatch(/^NOSCRIPT/);
    expect(await redis.scriptLoad(flagged)).toBe(shaOf(flagged));
    const [loaded, ran] = await redis
      .multi()
      .scriptLoad(flagged)
      .evalsha(shaOf(flagged).toUpperCase(), ["k"], ["a"])
      .exec();
    expect([loaded, ran]).toEqual([shaOf(flagged), ["k", "a"]]);
  });

  test("keep their other flags", async () => {
    const both = "#!lua flags=no-writes,allow-key-locking\nreturn redis.call('SET', KEYS[1], 'x')";
    expect((await errorOf(redis.eval(both, ["k"], []))).message).toContain("Write commands");
    const writing = both.replace("no-writes", "allow-oom");
    expect(await redis.eval(writing, ["k"], [])).toBe("OK");
  });

  test("with the flag are rejected where the gateway is told to leave them alone", async () => {
    const other = await startUpstashGateway({ redisUrl: server.url, keyLocking: false });
    const error = await errorOf(
      new UpstashRedis({ ...options, url: other.url, token: other.token }).eval(flagged, ["k"], ["a"]),
    );
    expect(error.message).toContain("Unexpected flag in script shebang: allow-key-locking");
    await other.stop();
  });
});

test("the sync token goes both ways, and is not given with an error", async () => {
  const own = clientOf();
  await own.set("a", 1);
  const first = own.readYourWritesSyncToken;
  await own.set("a", 2);
  expect(Number(own.readYourWritesSyncToken)).toBeGreaterThan(Number(first));
  expect((await post("/", ["nonsense"])).headers.get("upstash-sync-token")).toBeNull();
});

describe("an oversized body", () => {
  test("is read to its end and refused in JSON; one below the limit is taken", async () => {
    const huge = "x".repeat(2 * 1024 * 1024);
    const error = await errorOf(redis.set("huge", huge));
    expect(error).toBeInstanceOf(errors.UpstashError);
    expect(error.message).toMatch(/^ERR max request size exceeded\. Limit: 2097152 bytes, Actual: 20971\d\d/);
    expect((await post("/", ["set", "huge", huge])).status).toBe(413);
    expect(await direct.exists("huge")).toBe(0);
    const large = huge.slice(1024);
    await redis.set("large", large);
    expect(await plain.get("large")).toBe(large);
  });
});

describe("a client that goes away", () => {
  test("before its request is whole has asked for nothing", async () => {
    await new Promise<void>((resolve) => {
      const body = JSON.stringify(["set", "half", "x".repeat(1000)]);
      const half = httpRequest(gateway.url, {
        method: "POST",
        headers: { authorization: `Bearer ${gateway.token}`, "content-length": body.length },
      });
      half.on("error", () => resolve());
      half.write(body.slice(0, 500), () => setTimeout(() => half.destroy(new Error("gone")), 20));
    });
    expect(await redis.ping()).toBe("PONG");
    expect(await direct.exists("half")).toBe(0);
  });

  test("by its deadline gets an error, and the next is served", async () => {
    // Later than both are on their way on a busy machine.
    const hurried = clientOf({ signal: () => AbortSignal.timeout(1_000) });
    process.kill(server.pid, "SIGSTOP");
    try {
      const waiting = [hurried.incr("n"), hurried.incr("n")].map(errorOf);
      for (const error of await Promise.all(waiting)) expect(error.name).toBe("TimeoutError");
    } finally {
      process.kill(server.pid, "SIGCONT");
    }
    expect(await redis.ping()).toBe("PONG");
    // What was sent is carried out all the same: nobody can tell.
    expect(await direct.get("n")).toBe("2");
  });
});

test("a Redis that is away is an error in JSON, and is used again when it is back", async () => {
  const own = await startRedis();
  const before = await startUpstashGateway({ redisUrl: own.url });
  const client = new UpstashRedis({ ...options, url: before.url, token: before.token });
  expect(await client.ping()).toBe("PONG");
  await own.stop();
  expect(await errorOf(client.ping())).toBeInstanceOf(errors.UpstashError);
  const again = await startRedis({ port: own.port });
  await expect.poll(() => client.ping().catch(() => ""), { timeout: 10_000 }).toBe("PONG");
  await before.stop();
  await again.stop();
});
