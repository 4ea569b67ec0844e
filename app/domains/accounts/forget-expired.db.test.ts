import { afterAll, beforeAll, expect, test } from "vitest";
import { newId } from "#app/db/new-id.ts";
import { callerFor, type DataLayer } from "#app/domains/caller.ts";
import { openDataLayer } from "#app/domains/data-layer.server.ts";
import { runDueJobs } from "#app/jobs/run-due.server.ts";
import { arrangeOrganization } from "#dev/test/arrange-organization.ts";
import { openTestDatabase, type TestDatabase } from "#dev/test/database.ts";
import { forgetExpiredJob } from "./jobs.server.ts";
import { readSession } from "./queries.server.ts";
import { bindToUser } from "./session-token.server.ts";

let db: TestDatabase;
let data: DataLayer;

beforeAll(async () => {
  db = await openTestDatabase();
  data = await openDataLayer({ database: db.database, sweepSeconds: 0 });
});
afterAll(() => db?.close());

test("what has expired is removed when its hour comes, and what has not is kept", async () => {
  const { users } = await arrangeOrganization(db.sql, "agency");
  const userId = users.owner;
  const tokens = { gone: bindToUser("g".repeat(32), userId), kept: bindToUser("k".repeat(32), userId) };
  for (const [token, expires] of [
    [tokens.gone, "-1 minute"],
    [tokens.kept, "1 hour"],
  ]) {
    await db.sql(
      "insert into sessions (id, user_id, token, expires_at) values ($1, $2, $3, now() + $4::interval)",
      [newId(), userId, token, expires],
    );
  }
  for (const expires of ["-1 minute", "1 hour"]) {
    await db.sql(
      "insert into verifications (id, identifier, value, expires_at) values ($1, 'x', 'y', now() + $2::interval)",
      [newId(), expires],
    );
    await db.sql("insert into rate_limits (id, attempts, expires_at) values ($1, 1, now() + $2::interval)", [
      newId(),
      expires,
    ]);
  }
  const session = (token: string) => readSession(callerFor(data, { kind: "system" }), { token, userId });
  expect(await session(tokens.gone)).toBeDefined();

  // As where nobody has looked for an hour.
  const due = async () => {
    await db.sql("update pgboss.version set cron_on = now() - interval '65 minutes'");
    await db.sql("update pgboss.schedule set created_on = now() - interval '1 day'");
    await runDueJobs(data, [forgetExpiredJob], { onFailure: () => {}, signal: new AbortController().signal });
  };
  // The first run writes the schedule down, the second finds that it was missed.
  await due();
  await due();

  expect(await db.sql("select token from sessions")).toEqual([{ token: tokens.kept }]);
  for (const table of ["verifications", "rate_limits"])
    expect(await db.sql(`select count(*) as n from ${table} where expires_at > now()`)).toEqual([{ n: 1 }]);
  for (const table of ["verifications", "rate_limits"])
    expect(await db.sql(`select count(*) as n from ${table}`)).toEqual([{ n: 1 }]);
  expect(await session(tokens.gone)).toBeUndefined();
  expect(await session(tokens.kept)).toBeDefined();
});
