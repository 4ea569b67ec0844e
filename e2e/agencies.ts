import { mkdir, readdir, readFile, rename, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { hashPassword } from "better-auth/crypto";
import { type ArrangedOrganization, arrangeOrganization } from "#dev/test/arrange-organization.ts";
import type { Oracle } from "#dev/test/database.ts";

/** An organization of a test's own: a member of each role, two cohorts with a business and a lead each; the mentor has the first. */
export type Agency = ArrangedOrganization;

/** Where the workers find the agencies that nobody has taken yet. */
export const agenciesVariable = "PLACAR_E2E_AGENCIES";

/** Enough for every test that writes, in both projects. */
const spare = 500;

/** Everybody's in these agencies. */
export const agencyPassword = "correct horse battery";

export const emailOf = (agency: Agency, role: keyof Agency["users"]) => `${role}@${agency.slug}.example`;

/** Puts the agencies into a database that no server has opened yet, and a file for each into a new folder. */
export async function arrangeAgencies(sql: Oracle, folder: string): Promise<void> {
  await mkdir(folder);
  await sql("begin");
  for (let n = 1; n <= spare; n++) {
    const agency = await arrangeOrganization(sql, `agency-${n}`);
    await writeFile(join(folder, `${agency.slug}.json`), JSON.stringify(agency));
  }
  await letMembersSignIn(sql);
  await sql("commit");
}

/** Gives every member of every agency {@link agencyPassword}. */
export async function letMembersSignIn(sql: Oracle): Promise<void> {
  await sql(
    `insert into accounts (id, user_id, account_id, provider_id, password)
     select gen_random_uuid(), id, id, 'credential', $1 from users where email like '%@agency-%.example'`,
    [await hashPassword(agencyPassword)],
  );
}

/** Takes an agency that no other test has, and will have. */
export async function claimAgency(): Promise<Agency> {
  const folder = process.env[agenciesVariable] ?? "";
  for (const name of await readdir(folder)) {
    if (!name.endsWith(".json")) continue;
    const taken = join(folder, `${name}-taken`);
    // Of two who rename the same file only one succeeds.
    const won = await rename(join(folder, name), taken).then(
      () => true,
      () => false,
    );
    if (won) return JSON.parse(await readFile(taken, "utf8"));
  }
  throw new Error("Every spare agency is taken: raise their number in e2e/agencies.ts.");
}
