import type { z } from "zod";
import { ConflictError } from "#app/domains/errors.ts";
import { bulkTag, bulkUntag } from "#app/domains/labels/commands.server.ts";
import type { BulkAction } from "#app/domains/leads/bulk-actions.ts";
import { bulkAssignForm, bulkMoveForm, bulkTagForm, bulkUntagForm } from "#app/domains/leads/bulk-form.ts";
import { type BulkInput, bulkAssign, bulkDelete, bulkMove } from "#app/domains/leads/commands.server.ts";
import { binUrl, leadsUrl, noOwner } from "#app/domains/leads/lead-filter.ts";
import { countSelected } from "#app/domains/leads/queries.server.ts";
import { today } from "#app/domains/period.ts";
import type { FlashMessage } from "#app/flash-message.ts";
import { redirectWithFlash } from "#app/server/flash.server.ts";
import { invalidField, invalidForm, parseForm } from "#app/server/form.server.ts";
import { invalidEdit, outdatedEdit } from "#app/server/refuse-edit.server.ts";
import type { RequestContext } from "#app/server/request-context.server.ts";
import { type AskedBulk, selectedArgs } from "./bulk-asked.server.ts";

/** Carries out what was confirmed, each change with the form of its own. */
export function changeSeveral(
  context: RequestContext,
  request: Request,
  asked: AskedBulk,
  action: BulkAction,
) {
  const { caller, organization } = asked;
  const { currency, timeZone, slug } = organization;
  const answer = answering(context, request, asked);
  switch (action) {
    case "tag":
      return answer(bulkTagForm, async ({ tag, ...input }) => {
        const { changed, skipped } = await bulkTag(caller, { ...input, name: tag });
        return { tone: "good", message: "leadBulk.flash.tagged", params: [changed, tag, skipped] };
      });
    case "untag":
      return answer(bulkUntagForm, async (input) => {
        const { changed, skipped } = await bulkUntag(caller, input);
        return { tone: "good", message: "leadBulk.flash.untagged", params: [changed, skipped] };
      });
    case "assign":
      return answer(bulkAssignForm, async ({ ownerId, ...input }) => {
        const owner = ownerId === noOwner ? null : ownerId;
        const { changed, skipped, barred } = await bulkAssign(caller, { ...input, ownerId: owner });
        return {
          ...{ tone: barred > 0 ? "warn" : "good", message: "leadBulk.flash.assigned" },
          params: [changed, skipped, barred],
        };
      });
    case "delete":
      return answer(bulkMoveForm({ currency, today: today(timeZone) }), async (input) => {
        const { changed } = await bulkDelete(caller, input);
        return {
          ...{ tone: "good", message: "leadBulk.flash.deleted", params: [changed] },
          link: { href: binUrl(slug), label: "leadBulk.flash.toBin" },
        };
      });
    default:
      return answer(bulkMoveForm({ currency, today: today(timeZone) }), async (input) => {
        const { changed, skipped } = await bulkMove(caller, { ...input, to: action });
        return { tone: "good", message: "leadBulk.flash.moved", params: [changed, skipped] };
      });
  }
}

/** Reads a form, does what it says and goes back to the list; or says what is wrong with it, or that there are other leads by now. */
function answering(
  context: RequestContext,
  request: Request,
  { caller, organization, filter, sort, selection }: AskedBulk,
) {
  const { timeZone, slug } = organization;
  return async <Schema extends z.ZodType<Pick<BulkInput, "bulkId" | "count">>>(
    schema: Schema,
    change: (input: z.output<Schema> & Pick<BulkInput, "selection" | "timeZone">) => Promise<FlashMessage>,
  ) => {
    const submission = await parseForm(request, schema);
    if (submission.status !== "success") return invalidEdit(invalidForm(submission));
    try {
      const flash = await change({ ...submission.value, selection, timeZone });
      return await redirectWithFlash(context, leadsUrl(slug, filter, sort), flash);
    } catch (error) {
      if (!(error instanceof ConflictError)) return invalidEdit(invalidField(submission, error));
      const selected = await countSelected(caller, selectedArgs(selection, timeZone));
      const conflict = { before: submission.value.count, selected };
      return outdatedEdit(submission.reply(), conflict);
    }
  };
}
