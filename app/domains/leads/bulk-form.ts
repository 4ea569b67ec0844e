import { z } from "zod";
import { longestTag } from "../labels/forms.ts";
import { line } from "../line.ts";
import { type FormSettings, moveLeadForm } from "./forms.ts";
import { noOwner } from "./lead-filter.ts";

const question = {
  /** drawn with the form */
  bulkId: z.uuid().toLowerCase(),
  /** how many leads the form was about */
  count: z.number().int().nonnegative(),
};

/** The form that moves or deletes many leads; what belongs to another change than the chosen one is passed over. */
export const bulkMoveForm = (settings: FormSettings) =>
  moveLeadForm(settings).omit({ to: true, rowVersion: true }).extend(question);

/** The form that marks many leads with a tag, by its name. */
export const bulkTagForm = z.object({ ...question, tag: line(longestTag) });

/** The form that takes a tag off many leads. */
export const bulkUntagForm = z.object({ ...question, tagId: z.uuid() });

/** The form that gives many leads to a member, or to nobody, who is named too: a blank is no choice. */
export const bulkAssignForm = z.object({ ...question, ownerId: z.union([z.literal(noOwner), z.uuid()]) });
