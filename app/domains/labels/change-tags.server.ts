import { eq, sql } from "drizzle-orm";
import { tags as labels, leadTags } from "#schema";
import { declareCommand, touchesNothing } from "../declare-command.server.ts";
import { ConflictError, FieldError } from "../errors.ts";
import { noteActivity } from "../note-activity.server.ts";
import { refusingTaken } from "../refuse-taken.server.ts";
import { tags } from "../tags.server.ts";
import { lockTag } from "./write-tag.server.ts";

export interface RenameTagInput {
  tagId: string;
  name: string;
  /** As it was when the form was made. */
  version: string;
}

/**
 * Gives a tag another name, on every lead that carries it. Nothing happens where it has it already.
 * @returns whether it was renamed
 * @throws NotFoundError, ConflictError where it changed meanwhile, FieldError for a name that another tag has
 */
export const renameTag = declareCommand({
  name: "labels.rename",
  scope: "organization",
  permission: "tags.manage",
  touches: ({ organizationId }, _input: RenameTagInput, renamed: boolean) =>
    renamed ? [tags.labels(organizationId)] : touchesNothing,
  run: async (tx, { tagId, name, version }: RenameTagInput, scope): Promise<boolean> => {
    const stored = await lockTag(tx, tagId);
    if (stored.name === name) return false;
    if (stored.version !== version) throw new ConflictError(`Tag ${tagId} changed meanwhile.`);
    await refusingTaken({ tags_name_unique: "name" }, () =>
      tx.update(labels).set({ name, updatedAt: sql`clock_timestamp()` }).where(eq(labels.id, tagId)),
    );
    const meta = { from: stored.name, to: name };
    await noteActivity(tx, scope, { action: "labels.rename", recordType: "tag", recordId: tagId, meta });
    return true;
  },
});

export interface MergeTagsInput {
  tagId: string;
  /** The tag that stays. */
  into: string;
}

/**
 * Makes two tags one: whoever carries the first carries the second, and the first is gone.
 * @throws NotFoundError where one of them is not there, FieldError for a tag with itself
 */
export const mergeTags = declareCommand({
  name: "labels.merge",
  scope: "organization",
  permission: "tags.manage",
  touches: ({ organizationId }) => [tags.labels(organizationId), tags.leads(organizationId)],
  run: async (tx, { tagId, into }: MergeTagsInput, scope): Promise<void> => {
    if (tagId === into) throw new FieldError("into", "choice");
    // In one order everywhere, lest two that merge the other way round wait for each other.
    const [one, other] = tagId < into ? [tagId, into] : [into, tagId];
    const held = [await lockTag(tx, one), await lockTag(tx, other)];
    // Each lead is held from here on: in the order in which many are changed at once, lest the two wait for each other crosswise.
    await tx.execute(sql`
      insert into ${leadTags} (organization_id, lead_id, tag_id)
      select organization_id, lead_id, ${into}::uuid from ${leadTags} where tag_id = ${tagId} order by lead_id
      on conflict do nothing`);
    await tx.delete(labels).where(eq(labels.id, tagId));
    const name = (id: string) => held.find((tag) => tag.id === id)?.name ?? "";
    const meta = { from: name(tagId), to: name(into) };
    await noteActivity(tx, scope, { action: "labels.merge", recordType: "tag", recordId: into, meta });
  },
});

/**
 * Takes a tag off every lead, and away. Nothing happens where it is gone.
 * @returns whether it was there
 */
export const deleteTag = declareCommand({
  name: "labels.delete",
  scope: "organization",
  permission: "tags.manage",
  touches: ({ organizationId }, _input: { tagId: string }, deleted: boolean) =>
    deleted ? [tags.labels(organizationId), tags.leads(organizationId)] : touchesNothing,
  run: async (tx, { tagId }: { tagId: string }, scope): Promise<boolean> => {
    const [gone] = await tx.delete(labels).where(eq(labels.id, tagId)).returning({ name: labels.name });
    if (!gone) return false;
    await noteActivity(tx, scope, {
      action: "labels.delete",
      recordType: "tag",
      recordId: tagId,
      meta: { tag: gone.name },
    });
    return true;
  },
});
