import { access, constants, readdir, readFile, stat } from "node:fs/promises";
import { dirname, join } from "node:path";
import type { Env } from "#app/env.server.ts";
import { type Finding, ok, problem, warning } from "./finding.ts";

/** The oldest that React Router runs on. */
const oldestNode = [22, 22] as const;

export function lookAtNode(version: string = process.versions.node): Finding {
  const [major = 0, minor = 0] = version.split(".").map(Number);
  const [oldestMajor, oldestMinor] = oldestNode;
  const enough = major > oldestMajor || (major === oldestMajor && minor >= oldestMinor);
  return enough
    ? ok("Node.js", version)
    : problem("Node.js", version, `Use ${oldestNode.join(".")} or newer; 24 is what the tests run on.`);
}

/** The build that `npm start` runs, known by the name that its manifest carries. */
export async function lookAtBuild(root = rootFolder()): Promise<Finding> {
  const { version } = JSON.parse(await readFile(join(root, "package.json"), "utf8")) as { version: string };
  const [built, assets] = await Promise.all([
    stat(join(root, "build", "server", "index.js")).catch(() => undefined),
    readdir(join(root, "build", "client", "assets")).catch(() => []),
  ]);
  const manifest = assets.map((name) => /^manifest-(.+)\.js$/.exec(name)?.[1]).find(Boolean);
  if (!built || !manifest) return warning("build", "none", "npm start needs one: run npm run build.");
  return ok("build", `Placar ${version}, build ${manifest} of ${built.mtime.toISOString()}`);
}

/** The sources and the built server lie at different depths. */
function rootFolder(): string {
  for (let folder = import.meta.dirname; ; folder = dirname(folder)) {
    if (folder.endsWith("ops") || folder.endsWith("build")) return dirname(folder);
    if (folder === dirname(folder)) throw new Error("The application's folder was not found.");
  }
}

const draw = "Draw one: openssl rand -base64 48. Changing it signs everybody out.";

export async function lookAtSecret(
  env: Pick<Env, "secret" | "databaseUrl" | "mode" | "dataFolder">,
): Promise<Finding> {
  const { secret } = env;
  if (secret === undefined) {
    if (env.databaseUrl !== undefined && env.mode === "production") {
      return problem("secret", "PLACAR_SECRET is not set", `The server does not start without. ${draw}`);
    }
    return lookAtSecretFile(join(env.dataFolder, "secret"));
  }
  if (new Set(secret).size < 12 || /change.?me|password|secret|example|placar/i.test(secret)) {
    return problem("secret", "PLACAR_SECRET can be guessed, and with it every session", draw);
  }
  return ok("secret", `PLACAR_SECRET, ${secret.length} characters`);
}

async function lookAtSecretFile(path: string): Promise<Finding> {
  const found = await stat(path).catch(() => undefined);
  if (!found) return ok("secret", `none yet: the first start draws one into ${path}`);
  if (found.mode & 0o077) {
    return problem("secret", `others of this machine can read ${path}`, `Run chmod 600 ${path}.`);
  }
  return ok("secret", `drawn by the first start, in ${path}`);
}

/** Where the embedded database and the generated secret are; a database server needs neither. */
export async function lookAtFolder({ dataFolder }: Pick<Env, "dataFolder">, held: boolean): Promise<Finding> {
  if (held) return ok("data folder", `${dataFolder}, held by the server that says this (${process.pid})`);
  for (let folder = dataFolder; ; folder = dirname(folder)) {
    const found = await stat(folder).catch(() => undefined);
    if (!found && folder !== dirname(folder)) continue;
    const writable = await access(folder, constants.W_OK).then(
      () => true,
      () => false,
    );
    if (!writable || !found?.isDirectory()) {
      return problem("data folder", `${folder} cannot be written`, "Set PLACAR_DATA to a folder that can.");
    }
    const what = folder === dataFolder ? "writable" : "not there yet, and can be made";
    return ok("data folder", `${dataFolder}, ${what}`);
  }
}

export function lookAtOrigin({
  origin,
  demo,
  databaseUrl,
}: Pick<Env, "origin" | "demo" | "databaseUrl">): Finding[] {
  const findings: Finding[] = [];
  if (origin !== undefined) {
    const { protocol, hostname } = new URL(origin);
    const encrypted = protocol === "https:" || ["localhost", "127.0.0.1", "[::1]"].includes(hostname);
    findings.push(
      encrypted
        ? ok("origin", origin)
        : warning("origin", `${origin}: passwords travel in clear`, "Put a proxy with TLS in front of it."),
    );
  }
  if (demo && databaseUrl !== undefined) {
    const advice = "Unset PLACAR_DEMO where real data is.";
    findings.push(
      warning("demo", "accounts whose password everybody knows stand on the sign-in page", advice),
    );
  }
  return findings;
}
