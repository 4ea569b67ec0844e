import { readFileSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { Redis } from "ioredis";

/*
 * The least that a server can do that asks the cache before it answers: node:http, one round trip, the bytes. Run by the benchmark
 * of pages with the file of the bytes and the cache's address.
 */

const [file = "", redisUrl = ""] = process.argv.slice(2);
const bytes = readFileSync(file);
const redis = new Redis(redisUrl);
await redis.set("bench:version", "1");

const server = createServer(async (_req, res) => {
  await redis.get("bench:version");
  res.writeHead(200, {
    "Content-Type": "text/html; charset=utf-8",
    "Content-Encoding": "gzip",
    "Content-Length": bytes.length,
  });
  res.end(bytes);
});
server.listen(0, "127.0.0.1", () => console.log((server.address() as AddressInfo).port));
process.once("SIGTERM", () => process.exit(0));
