import { cp, mkdir, mkdtemp, readdir, readFile, readlink, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout } from "node:timers/promises";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { startServer, type TestServer } from "#dev/test/server.ts";
import { endAll, placar, start } from "./testing/run.ts";

const olist = join(import.meta.dirname, "olist");
const leadsFile = join(olist, "test-data", "leads.csv");
const dealsFile = join(olist, "test-data", "deals.csv");
const leadsMap = join(olist, "leads.map.json");
const dealsMap = join(olist, "deals.map.json");

let folder: string;
let env: { PLACAR_DATA: string };
/** Holds the folder until a test says that it is gone. */
let server: TestServer;

const create = (slug: string, ...more: string[]) =>
  placar(
    env,
    ...["organizations", "create", slug, "--name", "Agency", "--time-zone", "America/Sao_Paulo"],
    ...["--currency", "BRL", "--owner", "Owner@agency.example", ...more],
  );
const importing = (file: string, map: string, ...more: string[]) =>
  placar(env, "import", "leads", file, "--organization", "agency", "--map", map, ...more);
const report = (...more: string[]) => placar(env, "report", "pipeline", "--organization", "agency", ...more);
const figures = async () => {
  const { entered, won, conversion } = JSON.parse((await report("--format", "json")).stdout);
  return { entered, won, conversion };
};

async function filesOpenIn(pid: number): Promise<string[]> {
  const links = await readdir(`/proc/${pid}/fd`);
  return Promise.all(links.map((link) => readlink(`/proc/${pid}/fd/${link}`).catch(() => "")));
}

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "placar-cli-"));
  env = { PLACAR_DATA: join(folder, "data") };
  const created = await create("agency");
  expect(created).toMatchObject({ code: 0, stderr: "" });
  expect(created.stdout).toMatch(
    /^Created Agency: \/o\/agency, owned by owner@agency\.example\.\n.*password \S{20}\n$/,
  );
});
beforeAll(async () => {
  server = await startServer(env);
});
afterAll(async () => {
  endAll();
  await server?.stop();
  await rm(folder, { recursive: true, force: true });
});

describe("a command line that is wrong", () => {
  test.each([
    ["no command", [], "Which command? See npm run placar -- --help.\n"],
    ["an unknown one", ["leads"], 'There is no command "leads". See npm run placar -- --help.\n'],
    ["half of one", ["import"], 'There is no command "import". There is: import leads.\n'],
    [
      "an unknown option",
      ["import", "leads", "x.csv", "--organisation", "a"],
      /^Unknown option '--organisation'\.\nnpm run placar -- import leads FILE /,
    ],
    [
      "an option without its value",
      ["import", "leads", "x.csv", "--map"],
      /^Option '--map <value>' argument missing\.\n/,
    ],
    ["a missing file", ["import", "leads"], /^FILE is missing: CSV in UTF-8.*\n/],
    [
      "a missing option",
      ["import", "leads", "x.csv", "--map", "m"],
      /^--organization SLUG is missing: whose leads they are\.\n/,
    ],
    ["too much", ["report", "pipeline", "now", "--organization", "a"], /^Not expected: now\.\n/],
  ])("%s: exit code 2, and what was expected", async (_what, args, message) => {
    const { code, stdout, stderr } = await placar(env, ...args);
    expect({ code, stdout }).toEqual({ code: 2, stdout: "" });
    if (typeof message === "string") expect(stderr).toBe(message);
    else expect(stderr).toMatch(message);
  });
});

describe("something that cannot be done: exit code 1 and one clear line", () => {
  const bad = (name: string) => join(folder, name);
  beforeAll(async () => {
    await writeFile(bad("empty.csv"), "");
    await writeFile(
      bad("latin.csv"),
      Buffer.from("mql_id,first_contact_date,origin\n1,2018-01-01,fé\n", "latin1"),
    );
    await writeFile(bad("other.csv"), "id,name\n1,x\n");
    await writeFile(bad("typo.map.json"), (await readFile(leadsMap, "utf8")).replace('"rows"', '"row"'));
  });

  test.each([
    [
      "an organization that is not there",
      () => placar(env, "report", "pipeline", "--organization", "nobody"),
      '--organization: there is no organization "nobody". There is: agency.',
    ],
    ["a slug that is taken", () => create("agency"), "SLUG: agency is taken."],
    ["a slug that is none", () => create("A b"), /^SLUG: expected 48 letters a to z, .* got "A b"\.$/],
    [
      "a time zone that is none",
      () => create("b", "--time-zone", "Brasilia"),
      '--time-zone: expected an IANA time zone, such as America/Sao_Paulo, got "Brasilia".',
    ],
    [
      "a currency that is none",
      () => create("b", "--currency", "R$"),
      '--currency: expected an ISO 4217 code, such as BRL, got "R$".',
    ],
    [
      "an address that is none",
      () => create("b", "--owner", "me"),
      '--owner: expected an e-mail address, got "me".',
    ],
    [
      "a date that is none",
      () => report("--from", "2026-02-30"),
      '--from: expected a date that exists, as YYYY-MM-DD, got "2026-02-30".',
    ],
    ["a group that is none", () => report("--by", "week"), '--by: expected source or month, got "week".'],
    ["a format that is none", () => report("--format", "xml"), '--format: expected json or text, got "xml".'],
    [
      "a file that is not there",
      () => importing("nope.csv", leadsMap),
      /^FILE: .*\/nope\.csv: there is no such file\.$/,
    ],
    ["a folder", () => importing(folder, leadsMap), /^FILE: .* is not a file\.$/],
    ["an empty file", () => importing(bad("empty.csv"), leadsMap), "empty.csv is empty."],
    [
      "another encoding",
      () => importing(bad("latin.csv"), leadsMap),
      "latin.csv, line 2: not UTF-8. Save the file as CSV UTF-8.",
    ],
    [
      "a column that is not there",
      () => importing(bad("other.csv"), leadsMap),
      'other.csv has no column "mql_id". Its columns are: "id", "name".',
    ],
    [
      "a mapping that is not there",
      () => importing(leadsFile, "nope.json"),
      /^--map: .*\/nope\.json: there is no such file\.$/,
    ],
    [
      "a mapping with a wrong key",
      () => importing(leadsFile, bad("typo.map.json")),
      'typo.map.json: the mapping: unknown key "row"',
    ],
    [
      "a database that cannot be",
      () => placar({ ...env, DATABASE_URL: "mysql://x" }, "migrate"),
      /^DATABASE_URL: expected a postgres:\/\/ URL/,
    ],
    [
      "a folder that cannot be written",
      () => placar({ PLACAR_DATA: join(leadsFile, "data") }, "db", "seed"),
      /^The folder .*leads\.csv\/data cannot be written \(ENOTDIR\)\. Set PLACAR_DATA to one that can\.$/,
    ],
  ])("%s", async (_what, run, message) => {
    const { code, stdout, stderr } = await run();
    expect({ code, stdout }).toEqual({ code: 1, stdout: "" });
    expect(stderr.split("\n")).toHaveLength(2);
    if (typeof message === "string") expect(stderr.trimEnd()).toBe(message);
    else expect(stderr.trimEnd()).toMatch(message);
  });
});

test.each([
  ["import", "leads"],
  ["organizations", "create"],
  ["report", "pipeline"],
  ["db", "seed"],
  ["try", "olist"],
])("%s %s --help says how it is used", async (...words) => {
  const { code, stdout, stderr } = await placar(env, ...words, "--help");
  expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
  expect(stdout).toContain(`npm run placar -- ${words.join(" ")}`);
});

test("an import says what it did; bad rows go to standard error; a file of nothing but bad rows fails", async () => {
  const dry = await importing(leadsFile, leadsMap, "--dry-run");
  expect(dry).toEqual({
    code: 0,
    stdout:
      "leads.csv: 8 rows: 8 created, 0 updated, 0 unchanged, 0 rejected (dry run: nothing was written)\n",
    stderr: "",
  });
  expect(await figures()).toMatchObject({ entered: 0 });
  const deals = await importing(dealsFile, dealsMap);
  expect(deals.code).toBe(1);
  expect(deals.stderr.split("\n")[0]).toBe("deals.csv, line 2, column mql_id: there is no lead with this id");
  expect(deals.stdout).toBe("deals.csv: 3 rows: 0 created, 0 updated, 0 unchanged, 3 rejected\n");
});

describe("while a server holds the embedded database", () => {
  test("commands work through it, and its next read sees what they did", async () => {
    expect(await figures()).toMatchObject({ entered: 0, won: 0 });
    expect(await importing(leadsFile, leadsMap)).toEqual({
      code: 0,
      stdout: "leads.csv: 8 rows: 8 created, 0 updated, 0 unchanged, 0 rejected\n",
      stderr: "",
    });
    expect(await figures()).toMatchObject({ entered: 8, won: 0 });
    await importing(dealsFile, dealsMap);
    expect(await figures()).toEqual({ entered: 8, won: 3, conversion: 0.375 });
    expect((await importing(dealsFile, dealsMap)).stdout).toContain("0 updated, 3 unchanged");
  });

  test("with relative paths, the same errors and the same exit codes", async () => {
    expect(await importing("ops/olist/test-data/leads.csv", "ops/olist/leads.map.json")).toMatchObject({
      code: 0,
    });
    expect(await importing("nope.csv", leadsMap)).toMatchObject({ code: 1, stdout: "" });
    expect(await placar(env, "import", "leads")).toMatchObject({ code: 2 });
  });

  test("what does not work through it says who holds the folder", async () => {
    const { code, stderr } = await placar(env, "db", "reset", "--yes");
    expect(code).toBe(1);
    expect(stderr).toBe(
      `The folder ${env.PLACAR_DATA} is in use by process ${server.pid}. Stop it, or set PLACAR_DATA to another folder.\n`,
    );
  });

  test("nobody gets in without the token", async () => {
    const { control } = JSON.parse(await readFile(join(env.PLACAR_DATA, "lock.json"), "utf8"));
    const ask = (headers: Record<string, string>) =>
      fetch(`http://127.0.0.1:${control.port}/`, {
        method: "POST",
        headers,
        body: '{"argv":["--help"],"cwd":"/"}',
      });
    for (const token of [
      "",
      "Bearer ",
      `Bearer ${"x".repeat(control.token.length)}`,
      `Bearer ${control.token}x`,
    ]) {
      expect((await ask({ Authorization: token })).status).toBe(403);
    }
    expect((await ask({ Authorization: `Bearer ${control.token}` })).status).toBe(200);
  });

  test("a command whose caller goes away leaves nothing behind", async () => {
    const before = await figures();
    const rows = Array.from({ length: 60_000 }, (_, i) => `z${i},2018-01-05,p1,social`);
    const large = join(folder, "large.csv");
    await writeFile(large, `mql_id,first_contact_date,landing_page_id,origin\n${rows.join("\n")}\n`);
    const child = start(
      "ops/placar.ts",
      ["import", "leads", large, "--organization", "agency", "--map", leadsMap],
      env,
    );
    while (!(await filesOpenIn(server.pid)).includes(large)) await setTimeout(20);
    child.kill("SIGINT");
    expect(await child.ended).toMatchObject({ code: 130, stdout: "" });
    expect(await figures()).toEqual(before);
  });

  test("once it is gone, commands open the folder themselves", async () => {
    await server.stop();
    expect(await figures()).toMatchObject({ entered: 8, won: 3 });
  });
});

test("reset throws everything away, but only when told to", async () => {
  expect(await placar(env, "db", "reset")).toMatchObject({ code: 1, stdout: "" });
  expect(await figures()).toMatchObject({ entered: 8 });
  expect(await placar(env, "db", "reset", "--yes")).toMatchObject({ code: 0 });
  expect((await report()).stderr).toContain("There is none yet");
});

test("the trial on Olist's files prints the report and nothing else", async () => {
  const data = join(folder, "olist");
  await mkdir(data);
  await cp(leadsFile, join(data, "marketing_qualified_leads.csv"));
  await cp(dealsFile, join(data, "closed_deals.csv"));
  const json = await placar(env, "try", "olist", data, "--by", "month", "--format", "json");
  expect(json.code).toBe(0);
  expect(JSON.parse(json.stdout)).toMatchObject({
    entered: 8,
    won: 3,
    conversion: 0.375,
    wonValue: 4_250_050,
    wonUndeclared: 1,
    by: "month",
    groups: expect.arrayContaining([
      expect.objectContaining({ key: "2018-01", entered: 3, won: 2 }),
      expect.objectContaining({ key: "2018-11", entered: 2, won: 1 }),
    ]),
  });
  // Nobody can sign in to what is gone: no password.
  expect(json.stderr).toBe(
    [
      "marketing_qualified_leads.csv: 8 rows: 8 created, 0 updated, 0 unchanged, 0 rejected",
      "closed_deals.csv: 3 rows: 0 created, 3 updated, 0 unchanged, 0 rejected",
      "",
    ].join("\n"),
  );

  await rm(join(data, "closed_deals.csv"));
  const refused: [string[], RegExp][] = [
    [[join(folder, "nowhere")], /^FOLDER: .*\/marketing_qualified_leads\.csv: there is no such file\.\n$/],
    [[data], /^FOLDER: .*\/closed_deals\.csv: there is no such file\.\n$/],
    [[data, "--by", "week"], /^--by: expected source or month, got "week"\.\n$/],
    [[data, "--format", "xml"], /^--format: expected json or text, got "xml"\.\n$/],
  ];
  // Where no database can be made: what is wrong is known before.
  const nowhere = { ...env, TMPDIR: join(folder, "nowhere") };
  for (const [args, message] of refused) {
    const { code, stdout, stderr } = await placar(nowhere, "try", "olist", ...args);
    expect({ code, stdout }).toEqual({ code: 1, stdout: "" });
    expect(stderr).toMatch(message);
  }
});
