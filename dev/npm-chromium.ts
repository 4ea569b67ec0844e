import { execFile } from "node:child_process";
import { mkdir, mkdtemp, readFile, rename, rm, stat, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";

export interface UnpackedChromium {
  executablePath: string;
  /** What it needs to find the libraries and fonts that came with it. Meant for the browser alone. */
  env: Record<string, string>;
}

/**
 * Chromium's headless shell from npm (`@sparticuz/chromium`), unpacked below `node_modules/.cache` on first use (2 s, 210 MB).
 * It needs nothing of the system but the C library. Undefined where the package has no binary for this machine.
 */
export async function unpackChromium(): Promise<UnpackedChromium | undefined> {
  if (process.platform !== "linux" || process.arch !== "x64") return undefined;
  const packageFolder = dirname(dirname(fileURLToPath(import.meta.resolve("@sparticuz/chromium"))));
  const { version } = JSON.parse(await readFile(join(packageFolder, "package.json"), "utf8"));
  const cache = join(packageFolder, "../../.cache/placar");
  const folder = join(cache, `chromium-${version}`);
  if (!(await exists(folder))) await unpackInto(folder, cache);
  return {
    executablePath: join(folder, "chromium"),
    env: { LD_LIBRARY_PATH: join(folder, "al2023/lib"), FONTCONFIG_FILE: join(folder, "fonts.conf") },
  };
}

/** Unpacked beside its place and moved there, so that nobody ever meets half of it. */
async function unpackInto(folder: string, cache: string): Promise<void> {
  await mkdir(cache, { recursive: true });
  const draft = await mkdtemp(join(cache, "unpacking-"));
  try {
    // In a process of its own, since importing the package changes the environment, and it always unpacks to TMPDIR.
    const script =
      'const { default: chromium } = await import("@sparticuz/chromium"); await chromium.executablePath();';
    await promisify(execFile)(process.execPath, ["--input-type=module", "-e", script], {
      cwd: import.meta.dirname,
      env: { ...process.env, TMPDIR: draft, AWS_EXECUTION_ENV: "AWS_Lambda_nodejs22.x" },
    });
    // The package's own fonts.conf names the folders of another machine.
    await writeFile(join(draft, "fonts.conf"), fontsConf(folder));
    await rename(draft, folder);
  } catch (error) {
    await rm(draft, { recursive: true, force: true });
    if (!(await exists(folder))) throw error;
  }
}

function fontsConf(folder: string): string {
  return `<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig>
  <dir>/usr/share/fonts</dir>
  <dir>${join(folder, "fonts/fonts")}</dir>
  <cachedir>${join(folder, "fonts-cache")}</cachedir>
</fontconfig>
`;
}

async function exists(path: string): Promise<boolean> {
  return stat(path).then(
    () => true,
    () => false,
  );
}
