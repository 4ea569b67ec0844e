import { redirect } from "react-router";
import { untagLead } from "#app/domains/labels/commands.server.ts";
import { untagLeadForm } from "#app/domains/labels/forms.ts";
import { leadTagsUrl } from "#app/domains/labels/tag-urls.ts";
import { leadUrl } from "#app/domains/leads/lead-filter.ts";
import { redirectWithFlash } from "#app/server/flash.server.ts";
import { parseForm } from "#app/server/form.server.ts";
import { httpError } from "#app/server/http-error.ts";
import type { Route } from "./+types/remove-tag.ts";
import { requireLead, requireLeadId } from "./find-lead.server.ts";

export async function loader({ context, params }: Route.LoaderArgs) {
  const { lead, organization } = await requireLead(context, params, "leads.write");
  throw redirect(leadTagsUrl(organization.slug, lead.id));
}

export async function action({ context, params, request }: Route.ActionArgs) {
  const { caller, organization, leadId } = await requireLeadId(context, params, "leads.write");
  const submission = await parseForm(request, untagLeadForm);
  // A button, no fields: what is wrong was not sent by this house.
  if (submission.status !== "success") throw httpError(400);
  await untagLead(caller, { leadId, ...submission.value });
  return redirectWithFlash(context, leadUrl(organization.slug, leadId), {
    tone: "good",
    message: "tags.flash.removed",
  });
}

/** Tags are taken off on the page before; this address has none of its own. */
export default function RemoveTag() {
  return null;
}
