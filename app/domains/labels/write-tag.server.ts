import { eq, sql } from "drizzle-orm";
import type { Transaction } from "#app/db/database.ts";
import { isoInstant } from "#app/db/local-time.ts";
import { newId } from "#app/db/new-id.ts";
import { tags as labels } from "#schema";
import { NotFoundError } from "../errors.ts";

/**
 * The tag of this name, in whatever case, made where there is none.
 * @returns as it is written down already, held until the transaction ends
 */
export async function findOrMakeTag(
  tx: Transaction,
  organizationId: string,
  name: string,
): Promise<{ id: string; name: string; made: boolean }> {
  const [made] = await tx
    .insert(labels)
    .values({ id: newId(), organizationId, name })
    .onConflictDoNothing()
    .returning({ id: labels.id, name: labels.name });
  if (made) return { ...made, made: true };
  const [found] = await tx
    .select({ id: labels.id, name: labels.name })
    .from(labels)
    .where(eq(sql`lower(${labels.name})`, sql`lower(${name})`))
    .for("share");
  // Renamed or deleted between the two.
  return found ? { ...found, made: false } : findOrMakeTag(tx, organizationId, name);
}

/**
 * A tag as it is stored, held until the transaction ends.
 * @throws NotFoundError
 */
export async function lockTag(tx: Transaction, tagId: string) {
  const [tag] = await tx
    .select({ id: labels.id, name: labels.name, version: isoInstant(labels.updatedAt) })
    .from(labels)
    .where(eq(labels.id, tagId))
    .for("update");
  if (!tag) throw new NotFoundError(`There is no tag ${tagId}.`);
  return tag;
}
