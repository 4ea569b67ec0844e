import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { chromium } from "playwright";
import { findBrowser } from "#dev/browser.ts";
import { findPostgres } from "#dev/servers/postgres-binaries.ts";

/** Something that the tests need from the system. */
interface Need {
  name: string;
  /** What was found, for people; undefined when it is missing. */
  look(): Promise<string | undefined>;
  debianPackages: string[];
  /** What to run on any other system. */
  advice: string;
}

const needs: Need[] = [
  {
    name: "Redis",
    look: async () => {
      const { status, stdout } = spawnSync("redis-server", ["--version"], { encoding: "utf8" });
      return status === 0 ? stdout.match(/v=\S+/)?.[0].replace("v=", "redis-server ") : undefined;
    },
    debianPackages: ["redis-server"],
    advice: "install Redis so that redis-server is on the PATH (macOS: brew install redis)",
  },
  {
    name: "Browser",
    look: async () => {
      const found = await findBrowser();
      if (!found) return undefined;
      const { source, version, options } = found;
      return (await rendersPage(options)) ? `${version} (${source}), renders a page` : undefined;
    },
    debianPackages: ["chromium", "fonts-dejavu-core"],
    advice: "npx playwright install chromium (or set PLACAR_BROWSER to a Chromium)",
  },
];

/** `npm run test:setup`: looks for what the tests need from the system, and as root on Debian installs what is missing. */
async function setUp(): Promise<number> {
  const { postgres, owner } = await findPostgres();
  const { stdout } = spawnSync(postgres, ["--version"], { encoding: "utf8", ...owner });
  say("PostgreSQL", `${stdout.trim()}, from npm`);

  const missing: Need[] = [];
  for (const need of needs) {
    const found = await need.look();
    if (found) say(need.name, found);
    else missing.push(need);
  }
  if (missing.length === 0) return 0;

  const packages = missing.flatMap((need) => need.debianPackages).join(" ");
  if (!existsSync("/etc/debian_version")) return refuse(missing.map((need) => need.advice).join("; "));
  if (process.getuid?.() !== 0) return refuse(`sudo apt-get install ${packages}`);

  console.log(`Installing ${packages}`);
  aptGet("update");
  aptGet("install", "--yes", "--no-install-recommends", ...packages.split(" "));
  for (const need of missing) {
    const found = await need.look();
    if (!found) return refuse(`${need.name} was installed but does not start: ${need.advice}`);
    say(need.name, found);
  }
  return 0;
}

function say(name: string, found: string): void {
  console.log(`${name.padEnd(10)}  ${found}`);
}

function refuse(advice: string): number {
  console.error(`The tests need something from the system. Run: ${advice}`);
  return 1;
}

function aptGet(...args: string[]): void {
  const { status } = spawnSync("apt-get", ["-qq", ...args], {
    stdio: ["ignore", "ignore", "inherit"],
    env: { ...process.env, DEBIAN_FRONTEND: "noninteractive" },
  });
  if (status !== 0) throw new Error(`apt-get ${args.join(" ")} failed`);
}

/** Starting is not enough: a browser without fonts or shared memory starts too. */
async function rendersPage(options: Parameters<typeof chromium.launch>[0]): Promise<boolean> {
  try {
    const browser = await chromium.launch(options);
    try {
      const page = await browser.newPage();
      await page.setContent("<p style='display: inline'>Placar</p>");
      const box = await page.locator("p").boundingBox();
      return box !== null && box.width > 10 && (await page.screenshot()).length > 1000;
    } finally {
      await browser.close();
    }
  } catch {
    return false;
  }
}

try {
  process.exitCode = await setUp();
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}
