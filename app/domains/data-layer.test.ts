import { afterAll, beforeAll, expect, test } from "vitest";
import { type EmbeddedDatabase, openEmbedded } from "#app/db/drivers/pglite.server.ts";
import { openDataLayer } from "./data-layer.server.ts";

let database: EmbeddedDatabase;
beforeAll(async () => {
  database = await openEmbedded({});
});
afterAll(() => database.close());

const open = () => openDataLayer({ database, sweepSeconds: 0 });

test("does not open on a database that lacks migrations", async () => {
  await expect(open()).rejects.toThrow(/lacks \d+ migrations?.*db:migrate/);
});

test.each(["superuser", "bypassrls"])("does not open where the application's role is %s", async (power) => {
  await database.migrate();
  await expect(open()).resolves.toBeDefined();
  await database.client.query(`alter role placar_app ${power}`);
  await expect(open()).rejects.toThrow(/placar_app bypasses row-level security.*NOSUPERUSER NOBYPASSRLS/);
  await database.client.query(`alter role placar_app no${power}`);
});
