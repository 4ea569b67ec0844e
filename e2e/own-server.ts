import pg from "pg";
import { startCloud } from "#dev/cloud/start-cloud.ts";
import { makeTempFolder, removeFolder } from "#dev/servers/temp-folder.ts";
import { arrangeOrganization } from "#dev/test/arrange-organization.ts";
import type { Oracle } from "#dev/test/database.ts";
import { startServer, type TestServer } from "#dev/test/server.ts";
import { type Agency, letMembersSignIn } from "./agencies.ts";
import { test as base } from "./fixtures.ts";

export interface OwnServer {
  server: TestServer;
  agency: Agency;
  /** On the server's database, as a superuser. */
  sql: Oracle;
}

/** For tests that break what others use: a server on a PostgreSQL of its own, with one agency. */
export const test = base.extend<object, { own: OwnServer }>({
  own: [
    // biome-ignore lint/correctness/noEmptyPattern: Playwright reads which fixtures are needed from the pattern
    async ({}, use) => {
      const folder = await makeTempFolder("e2e-own");
      const { variables, superuserUrl, stop } = await startCloud({ plain: true });
      const pool = new pg.Pool({ connectionString: superuserUrl, max: 1 });
      pool.on("error", () => {});
      const sql: Oracle = async (text, params) => (await pool.query(text, params)).rows;
      const agency = await arrangeOrganization(sql, "agency-own");
      await letMembersSignIn(sql);
      const server = await startServer({ ...variables, PLACAR_DATA: folder });
      await use({ server, agency, sql });
      await server.stop();
      await pool.end();
      await stop();
      await removeFolder(folder);
    },
    { scope: "worker" },
  ],
  baseURL: async ({ own }, use) => {
    await use(own.server.origin);
  },
});
