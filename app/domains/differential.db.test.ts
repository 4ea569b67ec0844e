import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { CacheStore, ReadOutcome } from "#app/cache/index.ts";
import { newId } from "#app/db/new-id.ts";
import type { Scope } from "#app/db/scope.ts";
import { openTestDatabase, type TestDatabase } from "#dev/test/database.ts";
import { openTestStore } from "#dev/test/store.ts";
import { callerFor, type DataLayer } from "./caller.ts";
import { openDataLayer } from "./data-layer.server.ts";
import { type DeclaredCommand, declaredCommands, touchesNothing } from "./declare-command.server.ts";
import { type DeclaredQuery, declaredQueries } from "./declare-query.server.ts";
import { ConflictError, FieldError, ForbiddenError, NotFoundError } from "./errors.ts";
import { commandInputs } from "./testing/command-inputs.ts";
import { type Draw, drawFrom } from "./testing/draw.ts";
import { queryArguments } from "./testing/query-arguments.ts";
import { someSqlWrite } from "./testing/sql-writes.ts";
import { arrangeWorld, type Session, type World } from "./testing/world.ts";

/*
 * Whether the tags are right: after every command, on random data, whatever is still valid of every query that was read before
 * equals what the database says. A query or command without a generator fails; there is nothing else to keep up.
 */

// Whatever declares something, wherever it stands.
import.meta.glob("./**/*.server.ts", { eager: true });

type Query = DeclaredQuery<Scope["kind"], unknown, unknown>;
type Command = DeclaredCommand<Scope["kind"], unknown, unknown>;

// Each is given what its own generator drew.
const queries = declaredQueries as unknown as ReadonlyMap<string, Query>;
const commands = declaredCommands as unknown as ReadonlyMap<string, Command>;

let db: TestDatabase;
let store: CacheStore;
let data: DataLayer;

beforeAll(async () => {
  db = await openTestDatabase();
  store = await openTestStore();
  data = await openDataLayer({
    database: db.database,
    store,
    namespace: newId(),
    sweepSeconds: 0,
    sweepTimes: { graceMs: 0, claimMs: 50, lookMs: 600_000 },
  });
});
afterAll(async () => {
  await data?.invalidations.idle();
  await store?.close();
  await db?.close();
});

interface Read {
  readonly query: Query;
  readonly scope: Scope;
  readonly args: unknown;
}

/** What happened at least once, in all runs: a generator that never gets through would test nothing. */
const seen = new Set<string>();

/** Answers through the cache, and says how. */
async function ask({
  query,
  scope,
  args,
}: Read): Promise<{ value: unknown; outcome: ReadOutcome | undefined }> {
  let outcome: ReadOutcome | undefined;
  const view = data.cache.view({ onRead: (event) => (outcome = event.outcome) });
  return { value: await query({ ...callerFor(data, scope), view }, args), outcome };
}

/** Asks for everything again that was read before; what comes from the cache has to be what the database says. */
async function expectTruth(reads: readonly Read[], story: readonly string[]): Promise<void> {
  const answers = await Promise.all(reads.map(ask));
  await Promise.all(
    reads.map(async (read, i) => {
      const { query, scope, args } = read;
      if (answers[i]?.outcome !== "hit") return;
      seen.add(query.declaration.name);
      const truth = await query.recompute(callerFor(data, scope), args);
      expect(answers[i].value, [...story, describeRead(read)].join("\n")).toEqual(truth);
    }),
  );
  await data.cache.idle();
}

const describeRead = ({ query, scope, args }: Read) =>
  `${said(scope)} read ${query.declaration.name} ${said(args)}`;

const said = (what: unknown) => JSON.stringify(what);

/** So many reads are kept in mind, the latest. */
const remembered = 12;

/** Some reads, then a write; over and over. */
async function live(draw: Draw, world: World, names: readonly string[], asked: RegExp): Promise<void> {
  let reads: Read[] = [];
  const story: string[] = [];
  for (let times = 4 + draw.below(10); times > 0; times--) {
    for (let more = draw.below(5); more >= 0; more--) reads.push(await someRead(draw, world, asked));
    reads = reads.slice(-remembered);
    await Promise.all(reads.map(ask));
    await data.cache.idle();
    const around = names.length === 0 || draw.oneIn(5);
    story.push(around ? await writeAround(draw, world) : await carryOut(draw, world, draw.one(names)));
    await expectTruth(reads, story);
  }
}

async function someRead(draw: Draw, world: World, asked: RegExp): Promise<Read> {
  const [name, query] = draw.one([...queries].filter(([each]) => asked.test(each)));
  const { scope, input } = await drawnOf(queryArguments, name)(draw, world);
  return { query, scope, args: input };
}

async function carryOut(draw: Draw, world: World, name: string): Promise<string> {
  const command = commandOf(name);
  const { scope, input } = await drawnOf(commandInputs, name)(draw, world);
  const what = `${said(scope)} did ${name} ${said(input)}`;
  try {
    const result = await command(callerFor(data, scope), input);
    seen.add(name);
    if (isSession(result)) world.sessions.push(result);
    return what;
  } catch (error) {
    if (!isRefusal(error)) throw error;
    return `${what}, which was refused: ${error}`;
  }
}

/** As at an SQL console; the sweep hears of it. */
async function writeAround(draw: Draw, world: World): Promise<string> {
  const [text, ...params] = someSqlWrite(draw, world);
  const what = `${text} ${said(params)}`;
  try {
    await db.sql(text, params);
  } catch (error) {
    // The last owner stays.
    if (!isConstraintViolation(error)) throw error;
    return `${what}, which was refused: ${error}`;
  }
  await data.invalidations.sweep();
  return what;
}

function commandOf(name: string): Command {
  const command = commands.get(name);
  if (command === undefined) throw new Error(`There is no command ${name}`);
  return command;
}

function drawnOf<T>(generators: Readonly<Record<string, T>>, name: string): T {
  const generator = generators[name];
  if (generator === undefined) throw new Error(`There is no generator for ${name}: app/domains/testing`);
  return generator;
}

/** Somebody may not, or the database does not: who acts may have been deleted meanwhile. */
const isRefusal = (error: unknown) =>
  [FieldError, ConflictError, NotFoundError, ForbiddenError].some((kind) => error instanceof kind) ||
  (error instanceof Error && isConstraintViolation(error.cause));

/** Or of a policy. */
const isConstraintViolation = (cause: unknown) =>
  typeof cause === "object" && cause !== null && "code" in cause && /^23|^42501$/.test(String(cause.code));

const isSession = (result: unknown): result is Session =>
  typeof result === "object" && result !== null && "token" in result && "userId" in result;

/**
 * Of these commands, or of statements at an SQL console alone.
 * @param asked which queries are read, by their names
 * @throws where a run shows an entry that is not what the database says
 */
async function play(names: readonly string[], options: fc.Parameters<unknown>, asked = /./): Promise<void> {
  await fc.assert(
    fc.asyncProperty(fc.gen(), async (generate) => {
      const world = await arrangeWorld(data, db.sql);
      await data.invalidations.sweep();
      await live(drawFrom(generate), world, names, asked);
    }),
    { interruptAfterTimeLimit: 45_000, includeErrorInReport: true, ...options },
  );
}

test("every declared query and command has a generator, and no other has", () => {
  expect(Object.keys(queryArguments).sort()).toEqual([...queries.keys()].sort());
  expect(Object.keys(commandInputs).sort()).toEqual([...commands.keys()].sort());
});

test("after every command, what is still valid of every query equals its recomputation", async () => {
  const unseen = (of: ReadonlyMap<string, unknown>) => [...of.keys()].filter((name) => !seen.has(name));
  await play([...commands.keys()], { numRuns: 12 });
  for (let more = 0; more < 60 && unseen(commands).length > 0; more++)
    await play(unseen(commands), { numRuns: 1 });
  for (let more = 0; more < 60 && unseen(queries).length > 0; more++)
    await play([...commands.keys()], { numRuns: 1 }, new RegExp(`^(${unseen(queries).join("|")})$`));
  expect([unseen(queries), unseen(commands)]).toEqual([[], []]);
}, 600_000);

test(
  "after every write around the commands and the next sweep, too",
  () => play([], { numRuns: 10 }),
  120_000,
);

describe("a command that forgets a tag is found out:", () => {
  test.each([
    ["leads.move", /lead:/, /^leads\.(get|timeline)$/],
    ["leads.edit", /leads$/, /^leads\.(list|count|sources)$/],
    ["accounts.changeName", /people$/, /^(leads|people|activity)/],
    ["organizations.change", /user:/, /^accounts/],
  ])("%s without %s", async (name, forgotten, asked) => {
    const { declaration } = commandOf(name);
    const { touches } = declaration;
    declaration.touches = (...given) => {
      const touched = touches(...given);
      if (touched === touchesNothing) return touched;
      const [first, ...rest] = touched.filter((tag) => !forgotten.test(tag));
      return first === undefined ? touchesNothing : [first, ...rest];
    };
    try {
      await expect(play([name], { numRuns: 400, endOnFailure: true }, asked)).rejects.toThrow(name);
    } finally {
      declaration.touches = touches;
    }
  });
});
