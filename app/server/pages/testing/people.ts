import type { EmbeddedDatabase } from "#app/db/drivers/pglite.server.ts";
import { newId } from "#app/db/new-id.ts";
import { bindToUser } from "#app/domains/accounts/session-token.server.ts";
import { sessionCookie } from "#app/domains/accounts/testing/browser.ts";
import { type ArrangedOrganization, arrangeOrganization } from "#dev/test/arrange-organization.ts";
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

/** An organization of five people, two of them owners, each of them signed in. */
export async function arrangeTenant({ data }: Services, slug: string): Promise<Tenant> {
  const { client } = data.database as EmbeddedDatabase;
  const sql = async <Row>(text: string, params: unknown[] = []) =>
    (await client.query<Row>(text, params)).rows;
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
    const token = bindToUser(newId().replaceAll("-", ""), userId);
    await sql(
      "insert into sessions (id, user_id, token, expires_at) values ($1, $2, $3, now() + interval '30 days')",
      [newId(), userId, token],
    );
    people.push({ userId, role, token, cookie: sessionCookie(token), canary });
  }
  await data.invalidations.drain();
  return { ...organization, canary: slug, people };
}
