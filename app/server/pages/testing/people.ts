import type { EmbeddedDatabase } from "#app/db/drivers/pglite.server.ts";
import { newId } from "#app/db/new-id.ts";
import { beginSession, sessionCookie } from "#app/domains/accounts/testing/browser.ts";
import { type ArrangedOrganization, arrangeOrganization } from "#dev/test/arrange-organization.ts";
import type { Oracle } from "#dev/test/database.ts";
import type { Role } from "#schema";
import type { Services } from "../../app.server.ts";

export interface Person {
  userId: string;
  role: Role;
  token: string;
  /** Cookie header */
  cookie: string;
  /** in the person's name and e-mail address, and nowhere else */
  canary: string;
}

export interface Tenant extends ArrangedOrganization {
  /** in the name of everything that the organization has */
  canary: string;
  people: Person[];
}

const roles: Role[] = ["owner", "owner", "admin", "mentor", "mentee"];

/** The superuser of the embedded database that a built application has opened. */
export function oracleOf({ database }: Services["data"]): Oracle {
  const { client } = database as EmbeddedDatabase;
  return async <Row>(text: string, params: unknown[] = []) => (await client.query<Row>(text, params)).rows;
}

/** An organization of five people, two of them owners, each of them signed in. */
export async function arrangeTenant({ data }: Services, slug: string): Promise<Tenant> {
  const sql = oracleOf(data);
  const organization = await arrangeOrganization(sql, slug);
  const people: Person[] = [];
  for (const [n, role] of roles.entries()) {
    const second = roles.indexOf(role) !== n;
    const userId = second ? newId() : organization.users[role];
    const canary = `person${n}of${slug}`;
    if (second) {
      await sql("insert into users (id, name, email) values ($1, '', $2)", [userId, slug]);
      await sql("insert into members (id, organization_id, user_id, role) values ($1, $2, $3, $4)", [
        newId(),
        organization.id,
        userId,
        role,
      ]);
    }
    await sql("update users set name = $2, email = $3 where id = $1", [
      userId,
      `${canary} <&"'\\ \u2028`,
      `${canary}@example.com`,
    ]);
    const token = await beginSession(sql, userId);
    people.push({ userId, role, token, cookie: sessionCookie(token), canary });
  }
  await data.invalidations.drain();
  return { ...organization, canary: slug, people };
}
