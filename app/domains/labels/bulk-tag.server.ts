import { eq, sql } from "drizzle-orm";
import { tags as labels, leadTags } from "#schema";
import { declareCommand, touchesNothing } from "../declare-command.server.ts";
import { FieldError } from "../errors.ts";
import {
  type BulkInput,
  type BulkResult,
  changeMany,
  touchedByMany,
  writable,
} from "../leads/commands.server.ts";
import { tags } from "../tags.server.ts";
import { findOrMakeTag } from "./write-tag.server.ts";

export interface BulkTagInput extends BulkInput {
  /** In whatever case; made where the organization has none of this name. */
  name: string;
}

interface BulkTagResult extends BulkResult {
  /** There was no such tag before. */
  made: boolean;
}

/**
 * Marks many leads with a tag. Those that carry it already stay as they are. The tag is held before the leads, which are not to be changed or
 * deleted meanwhile: somebody who marks one of them waits for neither crosswise.
 * @throws ConflictError where their number has changed
 */
export const bulkTag = declareCommand({
  name: "labels.bulkTag",
  scope: "organization",
  permission: "leads.write",
  touches: (scope, _input: BulkTagInput, { made, ...result }: BulkTagResult) => {
    const touched = touchedByMany(scope, result);
    if (!made) return touched;
    const label = tags.labels(scope.organizationId);
    return touched === touchesNothing ? [label] : [label, ...touched];
  },
  run: async (tx, input: BulkTagInput, scope): Promise<BulkTagResult> => {
    const { organizationId } = scope;
    let made = false;
    const result = await changeMany(tx, scope, input, "labels.bulkTag", async () => {
      const tag = await findOrMakeTag(tx, organizationId, input.name);
      made = tag.made;
      return {
        ...{ action: "labels.tagLead", meta: { tag: tag.name } },
        ...{ lock: "share", applies: sql`true` },
        write: sql`insert into ${leadTags} (organization_id, lead_id, tag_id)
          select ${organizationId}::uuid, id, ${tag.id}::uuid from locked where ${writable} order by id
          on conflict do nothing returning lead_id as id`,
      };
    });
    return { ...result, made };
  },
});

export interface BulkUntagInput extends BulkInput {
  tagId: string;
}

/**
 * Takes a tag off many leads. Those that do not carry it stay as they are.
 * @throws ConflictError where their number has changed, FieldError for a tag that is not there
 */
export const bulkUntag = declareCommand({
  name: "labels.bulkUntag",
  scope: "organization",
  permission: "leads.write",
  touches: (scope, _input: BulkUntagInput, result: BulkResult) => touchedByMany(scope, result),
  run: (tx, input: BulkUntagInput, scope): Promise<BulkResult> =>
    changeMany(tx, scope, input, "labels.bulkUntag", async () => {
      const [tag] = await tx
        .select({ id: labels.id, name: labels.name })
        .from(labels)
        .where(eq(labels.id, input.tagId))
        .for("share");
      if (!tag) throw new FieldError("tagId", "choice");
      return {
        ...{ action: "labels.untagLead", meta: { tag: tag.name } },
        applies: sql`true`,
        write: sql`delete from ${leadTags} using locked
          where ${leadTags.leadId} = locked.id and ${leadTags.tagId} = ${tag.id} and ${writable} returning ${leadTags.leadId} as id`,
      };
    }),
});
