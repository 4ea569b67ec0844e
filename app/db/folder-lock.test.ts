import { spawn } from "node:child_process";
import { once } from "node:events";
import { chmod, mkdir, mkdtemp, readdir, rm, stat, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { FolderError, folderHolder, lockFolder } from "./folder-lock.server.ts";

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "placar-lock-"));
});
afterEach(async () => {
  await chmod(folder, 0o700);
  await rm(folder, { recursive: true, force: true });
});

test("a folder has one holder at a time, and says who", async () => {
  const lock = await lockFolder(folder);
  const second = lockFolder(folder);
  await expect(second).rejects.toThrow(FolderError);
  await expect(second).rejects.toThrow(
    new RegExp(`${folder} is in use by process ${process.pid}.*PLACAR_DATA`),
  );
  await lock.announce({ port: 1234, token: "secret" });
  expect(await folderHolder(folder)).toMatchObject({
    pid: process.pid,
    control: { port: 1234, token: "secret" },
  });
  expect((await stat(join(folder, "lock.json"))).mode & 0o777).toBe(0o600);

  await lock.release();
  expect(await folderHolder(folder)).toBeUndefined();
  await (await lockFolder(folder)).release();
  expect(await readdir(folder)).toEqual([]);
});

test("a lock whose process was killed is taken over", async () => {
  const script = `import { lockFolder } from ${JSON.stringify(join(import.meta.dirname, "folder-lock.server.ts"))};
    await lockFolder(${JSON.stringify(folder)}); console.log("held"); setInterval(() => {}, 1000);`;
  const holder = spawn(process.execPath, ["--input-type=module-typescript", "-e", script], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  await once(holder.stdout, "data");
  await expect(lockFolder(folder)).rejects.toThrow(`in use by process ${holder.pid}`);
  holder.kill("SIGKILL");
  await once(holder, "exit");
  await (await lockFolder(folder)).release();
});

test("a later process with the same id does not hold the lock of an earlier one", async () => {
  await writeFile(join(folder, "lock.json"), JSON.stringify({ pid: process.pid, startedAt: "1" }));
  expect(await folderHolder(folder)).toBeUndefined();
  await (await lockFolder(folder)).release();
});

test("of many that find a stale lock, one takes it", async () => {
  // In one of a hundred such races somebody took away what somebody else had just made.
  const oneOfMany = async (n: number) => {
    const own = join(folder, String(n));
    await mkdir(own);
    for (let round = 0; round < 4; round++) {
      await writeFile(join(own, "lock.json"), JSON.stringify({ pid: 2 ** 22 + 1, startedAt: "1" }));
      const takers = await Promise.allSettled(Array.from({ length: 8 }, () => lockFolder(own)));
      const locks = takers.filter((taker) => taker.status === "fulfilled");
      expect(locks).toHaveLength(1);
      await locks[0]?.value.release();
    }
  };
  await Promise.all(Array.from({ length: 25 }, (_, n) => oneOfMany(n)));
});

test("a folder is made with all above it, and one that cannot be made is said in one line", async () => {
  const deep = join(folder, "a", "b", "c");
  await (await lockFolder(deep)).release();
  expect((await stat(deep)).mode & 0o777).toBe(0o700);
  await expect(lockFolder("/proc/placar/data")).rejects.toThrow(
    /\/proc\/placar.* cannot be written.*PLACAR_DATA/,
  );
});

test("a file that stands where the folder should be is said in one line", async () => {
  const file = join(folder, "file");
  await writeFile(file, "");
  await expect(lockFolder(file)).rejects.toThrow(/file cannot be written \((EEXIST|ENOTDIR)\).*PLACAR_DATA/);
});
