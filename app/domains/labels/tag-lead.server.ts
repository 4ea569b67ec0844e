import { and, eq } from "drizzle-orm";
import { tags as labels, leadTags } from "#schema";
import { declareCommand, touchesNothing } from "../declare-command.server.ts";
import { requireVisibleLead } from "../leads/commands.server.ts";
import { noteActivity } from "../note-activity.server.ts";
import { tags } from "../tags.server.ts";
import { findOrMakeTag } from "./write-tag.server.ts";

export interface TagLeadInput {
  leadId: string;
  /** In whatever case; made where the organization has none of this name. */
  name: string;
}

/**
 * Marks a lead with a tag. Nothing happens where it carries it already.
 * @returns what was written
 * @throws NotFoundError for a lead that is not there
 */
export const tagLead = declareCommand({
  name: "labels.tagLead",
  scope: "organization",
  permission: "leads.write",
  touches: ({ organizationId }, { leadId }: TagLeadInput, { made, marked }) => {
    if (!marked) return touchesNothing;
    const ofLead = [tags.leads(organizationId), tags.lead(organizationId, leadId)] as const;
    return made ? [...ofLead, tags.labels(organizationId)] : ofLead;
  },
  run: async (tx, { leadId, name }: TagLeadInput, scope): Promise<{ made: boolean; marked: boolean }> => {
    // The tag before the lead, as wherever both are held: whoever waits for a tag that another is making keeps nobody from the lead.
    const tag = await findOrMakeTag(tx, scope.organizationId, name);
    await requireVisibleLead(tx, leadId);
    const marked = await tx
      .insert(leadTags)
      .values({ organizationId: scope.organizationId, leadId, tagId: tag.id })
      .onConflictDoNothing()
      .returning({ tagId: leadTags.tagId });
    if (marked.length === 0) return { made: false, marked: false };
    await noteActivity(tx, scope, {
      action: "labels.tagLead",
      recordType: "lead",
      recordId: leadId,
      meta: { tag: tag.name },
    });
    return { made: tag.made, marked: true };
  },
});

export interface UntagLeadInput {
  leadId: string;
  tagId: string;
}

/**
 * Takes a tag off a lead. Nothing happens where it does not carry it.
 * @returns whether it was taken off
 * @throws NotFoundError for a lead that is not there
 */
export const untagLead = declareCommand({
  name: "labels.untagLead",
  scope: "organization",
  permission: "leads.write",
  touches: ({ organizationId }, { leadId }: UntagLeadInput, taken: boolean) =>
    taken ? [tags.leads(organizationId), tags.lead(organizationId, leadId)] : touchesNothing,
  run: async (tx, { leadId, tagId }: UntagLeadInput, scope): Promise<boolean> => {
    await requireVisibleLead(tx, leadId);
    const [tag] = await tx.select({ name: labels.name }).from(labels).where(eq(labels.id, tagId));
    const taken = await tx
      .delete(leadTags)
      .where(and(eq(leadTags.leadId, leadId), eq(leadTags.tagId, tagId)))
      .returning({ tagId: leadTags.tagId });
    if (!tag || taken.length === 0) return false;
    await noteActivity(tx, scope, {
      action: "labels.untagLead",
      recordType: "lead",
      recordId: leadId,
      meta: { tag: tag.name },
    });
    return true;
  },
});
