import { newId } from "#app/db/new-id.ts";
import { callerFor } from "../caller.ts";
import { addPiece, finishUpload, rehearseRows, startUpload, takeImport } from "../imports/commands.server.ts";
import { parseMapping } from "../imports/mapping.ts";
import { listImports } from "../imports/queries.server.ts";
import { queueImport } from "../imports/queue-import.server.ts";
import type { Draw } from "./draw.ts";
import { cursorSecret, type Generator } from "./generator.ts";
import { type Agency, dates, type InAgency, names, someManager, systemIn, type World } from "./world.ts";

/** Arguments for the queries of imports. */
export const importArguments: Readonly<Record<string, Generator>> = {
  "imports.list": async (draw, world) => {
    const { scope } = someManager(draw, world);
    const first = { pageSize: draw.one([1, 50]), cursorSecret };
    const { next } = await listImports.recompute(callerFor(world.data, scope), first);
    return { scope, input: next !== null && draw.oneIn(2) ? { ...first, after: next } : first };
  },
  "imports.get": ofSome(() => ({})),
  "imports.sample": ofSome(() => ({})),
  "imports.rejected": ofSome((draw) => ({ afterLine: draw.one([0, 2]), limit: draw.one([1, 50]) })),
  "imports.lastMapping": (draw, world) => ({
    scope: someManager(draw, world).scope,
    input: { columns: draw.one([columns, ["name"]]) },
  }),
};

function ofSome(more: (draw: Draw) => object): Generator {
  return async (draw, world) => {
    const { scope } = someManager(draw, world);
    const page = { pageSize: 5, cursorSecret };
    const { rows } = await listImports.recompute(callerFor(world.data, scope), page);
    const importId = rows.length > 0 ? draw.one(rows).id : newId();
    return { scope, input: { importId, ...more(draw) } };
  };
}

/** Inputs for the commands of imports. */
export const importInputs: Readonly<Record<string, Generator>> = {
  "imports.leads": async (draw, { agencies }) => {
    const agency = draw.one(agencies);
    return { scope: systemIn(agency.id), input: someImport(draw, agency) };
  },
  "imports.startUpload": (draw, world) => ({
    scope: someManager(draw, world).scope,
    input: { importId: newId(), fileName: "leads.csv" },
  }),
  "imports.addPiece": async (draw, world) => {
    const { scope, importId } = await someUpload(draw, world);
    return { scope, input: { importId, position: 1, content: Buffer.from("x4,Ana") } };
  },
  "imports.finishUpload": async (draw, world) => {
    const { scope, importId } = await someUpload(draw, world);
    return { scope, input: { importId, fileSize: text.length, columns } };
  },
  "imports.forgetUpload": async (draw, world) => {
    const { scope, importId } = await someUpload(draw, world);
    return { scope, input: { importId } };
  },
  "imports.queue": async (draw, world) => {
    const { scope, importId } = await someFile(draw, world);
    return { scope, input: { importId, task: "rehearse", mapping } };
  },
  "imports.take": async (draw, world) => {
    const { agency } = await someQueued(draw, world);
    return { scope: systemIn(agency.id), input: undefined };
  },
  "imports.noteProgress": held((held, draw) => ({ held, rowsDone: draw.below(9), bytesDone: draw.below(9) })),
  "imports.fail": held((held) => ({ held, failure: ["gaveUp"] })),
  "imports.rehearseRows": held((held, draw, agency) => ({ held, ...someRows(draw, agency) })),
  "imports.finishRehearsal": held((held, _draw, { id, timeZone }) => ({
    held,
    organization: { id, timeZone },
    counts: { created: 1, updated: 0, unchanged: 0, rejected: 0 },
    ...{ rows: 1, createdMentees: 0, createdCohorts: 0 },
  })),
  "imports.revert": held((held) => held),
  "imports.sweep": (draw, { agencies }) => ({ scope: systemIn(draw.one(agencies).id), input: undefined }),
};

const columns = ["id", "name", "source", "entered", "mentee", "email"];
const text = `${columns.join()}\nx1,Ana,Site,2026-02-01,Ana,ana@example.com\n`;

/** So few that leads share them. */
const emails = ["ana@example.com", "Ana@example.com", "bia@example.com"];

const mapping = parseMapping(
  JSON.stringify({
    fields: {
      externalId: { column: "id" },
      name: { column: "name" },
      source: { column: "source" },
      enteredAt: { column: "entered", pattern: "YYYY-MM-DD" },
      mentee: { column: "mentee" },
      email: { column: "email" },
    },
    mentees: { createIn: { cohort: "Casa Verde", startsOn: "2026-01-01" } },
  }),
  "the mapping",
);

type Uploaded = InAgency & { importId: string };

async function someUpload(draw: Draw, world: World): Promise<Uploaded> {
  const { agency, scope } = someManager(draw, world);
  const importId = newId();
  const caller = callerFor(world.data, scope);
  await startUpload(caller, { importId, fileName: "leads.csv" });
  await addPiece(caller, { importId, position: 0, content: Buffer.from(text) });
  return { agency, scope, importId };
}

async function someFile(draw: Draw, world: World): Promise<Uploaded> {
  const uploaded = await someUpload(draw, world);
  const { scope, importId } = uploaded;
  await finishUpload(callerFor(world.data, scope), { importId, fileSize: text.length, columns });
  return uploaded;
}

async function someQueued(draw: Draw, world: World): Promise<Uploaded> {
  const uploaded = await someFile(draw, world);
  const { scope, importId } = uploaded;
  await queueImport(callerFor(world.data, scope), { importId, task: "rehearse", mapping });
  return uploaded;
}

interface Held {
  importId: string;
  attempt: number;
}

/** Of an import that is being worked on, sometimes with rows of it tried out. */
function held(input: (held: Held, draw: Draw, agency: Agency) => unknown): Generator {
  return async (draw, world) => {
    const { agency } = await someQueued(draw, world);
    const scope = systemIn(agency.id);
    const caller = callerFor(world.data, scope);
    const taken = await takeImport(caller, undefined);
    if (taken === null) throw new Error("What was queued is gone.");
    if (draw.oneIn(2)) await rehearseRows(caller, { held: taken.held, ...someRows(draw, agency) });
    return { scope, input: input(taken.held, draw, agency) };
  };
}

function someRows(draw: Draw, { id, timeZone }: Agency) {
  const line = draw.one([2, 3, 4]);
  return {
    ...{ organization: { id, timeZone }, mapping, rowsDone: 1, bytesDone: 1 },
    rows: [
      {
        ...{ line, externalId: draw.one(["x1", "x2"]), name: draw.one(names), source: null },
        ...{ enteredAt: `${draw.one(dates)} 00:00:00`, mentee: draw.one(names) },
        email: draw.one(emails),
      },
    ],
    complaints: [{ line: line + 1, reason: ["columns", 1, 6] as const }],
    cellsOf: new Map([[line + 1, ["x"]]]),
  };
}

function someImport(draw: Draw, { id, slug, timeZone }: Agency) {
  const rows = ["x1", "x2", "x3"]
    .filter(() => draw.oneIn(2))
    .map((externalId, i) => {
      const mentee = draw.one([`Business in Cohort 1 of ${slug}`, ...names]);
      const said = [draw.one(names), draw.one(names), draw.one(dates), mentee, draw.one(emails)];
      return { line: i + 2, cells: [externalId, ...said] };
    });
  return {
    organization: { id, timeZone, currency: "BRL" },
    mapping: { ...mapping, mentees: { createIn: { cohort: draw.one(names), startsOn: "2026-01-01" } } },
    csv: {
      header: columns,
      rows: (async function* () {
        yield* rows;
      })(),
    },
    file: "leads.csv",
    now: "2026-12-31T12:00:00Z",
  };
}
