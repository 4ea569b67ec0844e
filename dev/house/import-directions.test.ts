import { readdirSync, readFileSync } from "node:fs";
import { dirname, join, relative, resolve } from "node:path";
import { describe, expect, test } from "vitest";

// Imports point one way: routes -> domains -> cache, db. See docs/architecture.md.

const root = resolve(import.meta.dirname, "../..");
const isTest = (file: string) => /\.test\.tsx?$/.test(file) || /\/(testing|simulation)\//.test(file);

const files = ["app", "drizzle", "ops"].flatMap((folder) =>
  readdirSync(join(root, folder), { recursive: true, encoding: "utf8" })
    .filter((name) => /\.tsx?$/.test(name))
    .map((name) => join(folder, name)),
);

interface Import {
  from: string;
  /** A path from the root, or a package's name. */
  to: string;
}

const aliases: [RegExp, string][] = [
  [/^#schema$/, "drizzle/schema/index.ts"],
  [/^#(app|ops|dev|drizzle)\//, "$1/"],
];

function importsOf(from: string): Import[] {
  const text = readFileSync(join(root, from), "utf8");
  const specifiers = text.matchAll(
    /(?:^|\n)(?:import|export)\s[^;"'=]*?from\s*"([^"]+)"|(?:^|\n)import\s*"([^"]+)"|\bimport\(\s*"([^"]+)"/g,
  );
  return [...specifiers].map((match) => {
    const name = match[1] ?? match[2] ?? match[3] ?? "";
    const [pattern, folder] = aliases.find(([alias]) => alias.test(name)) ?? [];
    if (pattern && folder) return { from, to: name.replace(pattern, folder) };
    return { from, to: name.startsWith(".") ? relative(root, resolve(root, dirname(from), name)) : name };
  });
}

const all = files.filter((file) => !isTest(file)).flatMap(importsOf);
const ours = all.filter(({ to }) => /^(app|ops|dev|drizzle)\//.test(to));

/** Imports that leave `folder` for somewhere that is not in `allowed`. */
const strays = (folder: string, allowed: readonly RegExp[]) =>
  ours
    .filter(
      ({ from, to }) =>
        from.startsWith(folder) && !to.startsWith(folder) && !allowed.some((path) => path.test(to)),
    )
    .map(({ from, to }) => `${from} -> ${to}`);

test("there is something to look at", () => {
  expect(files.length).toBeGreaterThan(100);
  expect(ours.some(({ from, to }) => from.startsWith("app/routes/") && to.startsWith("app/domains/"))).toBe(
    true,
  );
});

describe("imports point one way", () => {
  const schema = /^drizzle\/(schema|relations)/;
  test.each([
    ["app/cache/", []],
    ["app/i18n/", []],
    ["drizzle/", []],
    ["app/db/", [schema]],
    ["app/ui/", [/^app\/i18n\//, /^app\/theme\.ts$/]],
    ["app/signing/", []],
    ["app/mail/", [/^app\/i18n\//, /^app\/db\/is-local\.ts$/]],
    ["app/domains/", [schema, /^app\/(cache|db|i18n|jobs|mail|signing|ui)\//]],
    ["app/jobs/", [schema, /^app\/(db|mail)\//, /^app\/domains\/caller\.ts$/, /^app\/describe-error\.ts$/]],
    [
      "app/server/",
      [
        schema,
        /^app\/(cache|db|domains|i18n|jobs|mail|signing|ui)\//,
        /^app\/[a-z0-9.-]+\.tsx?$/,
        /^ops\/control-server\.ts$/,
        /^dev\/bundle\//,
      ],
    ],
    [
      "app/routes/",
      [
        /^drizzle\/schema\/index\.ts$/,
        /^app\/(domains|i18n|server|ui)\//,
        /^app\/[a-z0-9.-]+\.tsx?$/,
        // Nothing else of the database or the cache: reads and writes go through declared queries and commands.
        /^app\/db\/new-id\.ts$/,
      ],
    ],
  ] as const)("%s", (folder, allowed) => {
    expect(strays(folder, allowed)).toEqual([]);
  });

  test("the cache could be lifted out: beside Node it needs its stores' clients alone", () => {
    const packages = all.filter(({ from, to }) => from.startsWith("app/cache/") && !to.startsWith("app/"));
    // vitest: of the suite that stores are held to.
    const needed = packages.map(({ to }) => to).filter((name) => !/^(node:|vitest$)/.test(name));
    expect([...new Set(needed)].sort()).toEqual(["@upstash/redis", "ioredis"]);
  });

  test("nothing imports a route", () => {
    expect(
      ours.filter(({ from, to }) => to.startsWith("app/routes/") && !from.startsWith("app/routes/")),
    ).toEqual([]);
  });
});

test("what a domain keeps to itself, others reach through its queries and commands", () => {
  const domainOf = (path: string) => /^app\/domains\/([^/]+)\/./.exec(path)?.[1];
  const isPublic = (path: string) =>
    !path.includes(".server.") || /\/(queries|commands)\.server\.ts$/.test(path);
  const trespassing = ours.filter(({ from, to }) => {
    const [own, other] = [domainOf(from), domainOf(to)];
    return own !== undefined && other !== undefined && own !== other && !isPublic(to);
  });
  expect(trespassing.map(({ from, to }) => `${from} -> ${to}`)).toEqual([]);
});

test("no folder is named for nothing in particular", () => {
  const vague = files.filter((file) => /(^|\/)(utils?|helpers?|lib|common|misc|shared)\//.test(file));
  expect(vague).toEqual([]);
});
