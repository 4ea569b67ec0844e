import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { parseEnv } from "#app/env.server.ts";
import { serveFiles } from "./serve-files.server.ts";

let folder: string;
let origin: string;
const server = createServer();

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "placar-files-"));
  await writeFile(join(folder, "kept.txt"), "kept");
  await writeFile(join(folder, "gone.txt"), "gone");
  await mkdir(join(folder, "below"));
  await writeFile(join(folder, "below", "deep file.txt"), "deep");
  server.on(
    "request",
    serveFiles(folder, parseEnv({}), (_req, res) => res.writeHead(404).end()),
  );
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterAll(async () => {
  server.close();
  await rm(folder, { recursive: true, force: true });
});

test("a file that went away since the start fails alone, and the server goes on", async () => {
  await rm(join(folder, "gone.txt"));
  await expect(fetch(`${origin}/gone.txt`).then((res) => res.text())).rejects.toThrow();
  expect(await (await fetch(`${origin}/kept.txt`)).text()).toBe("kept");
});

test.each([
  ["/below/deep%20file.txt", 200],
  ["/bel%6Fw/deep%20file.txt", 200],
  ["//kept.txt?page=2", 404],
  ["/kept.txt?page=2", 200],
  ["/kept", 404],
  ["/below", 404],
  ["/o/demo/kept.txt", 404],
  ["/", 404],
])("%s is answered %d", async (path, status) => {
  expect((await fetch(`${origin}${path}`)).status).toBe(status);
});
