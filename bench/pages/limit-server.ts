import { readFileSync } from "node:fs";
import { createServer } from "node:http";
import { Redis } from "ioredis";
import { scriptOf } from "#app/cache/stores/script-call.ts";
import { versionsScript } from "#app/cache/stores/scripts/versions.ts";
import { createLog } from "#app/server/log.server.ts";

/*
 * The least that a server can do that asks the cache before it answers: node:http, the round trip of a kept page (the same script for
 * each group of keys), the bytes, a line of log. Arguments: the file of the bytes, the cache's address, the keys.
 */

const [file = "", redisUrl = "", ...keys] = process.argv.slice(2);
const bytes = readFileSync(file);
const redis = new Redis(redisUrl);
const versions = scriptOf(versionsScript);
const groups = [...Map.groupBy(keys, (key) => /\{.*\}/.exec(key)?.[0]).values()];
await redis.script("LOAD", versions.text);
const log = createLog({ logLevel: "info" });

const server = createServer(async ({ method, headers }, res) => {
  const begun = performance.now();
  const pipeline = redis.pipeline();
  for (const group of groups) pipeline.evalsha(versions.sha, group.length, ...group);
  await pipeline.exec();
  if (headers["if-none-match"] === undefined) {
    res.writeHead(200, {
      "Content-Type": "text/html; charset=utf-8",
      "Content-Encoding": "gzip",
      "Content-Length": bytes.length,
    });
    res.end(bytes);
  } else res.writeHead(304).end();
  log.info({ method, status: res.statusCode, milliseconds: performance.now() - begun }, "request");
});
server.listen(Number(process.env.PORT), "127.0.0.1");
