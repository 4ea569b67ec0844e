import { tagLead } from "#app/domains/labels/commands.server.ts";
import { tagLeadForm } from "#app/domains/labels/forms.ts";
import { listTags } from "#app/domains/labels/queries.server.ts";
import { leadUrl } from "#app/domains/leads/lead-filter.ts";
import { can } from "#app/domains/people/permissions.ts";
import { useI18n } from "#app/i18n/index.ts";
import { redirectWithFlash } from "#app/server/flash.server.ts";
import { invalidForm, parseForm } from "#app/server/form.server.ts";
import { ButtonLink } from "#app/ui/index.ts";
import type { Route } from "./+types/tags.ts";
import { requireLead, requireLeadId } from "./find-lead.server.ts";
import { LeadPartHeader } from "./lead-part-header.tsx";
import { LeadTags } from "./lead-tags.tsx";

export async function loader({ context, params }: Route.LoaderArgs) {
  const { caller, lead, organization, role } = await requireLead(context, params, "leads.write");
  const tags = await listTags(caller, {});
  return { lead, tags, slug: organization.slug, manages: can(role, "tags.manage") };
}

export async function action({ context, params, request }: Route.ActionArgs) {
  const { caller, organization, leadId } = await requireLeadId(context, params, "leads.write");
  const submission = await parseForm(request, tagLeadForm);
  if (submission.status !== "success") return invalidForm(submission);
  const { tag: name } = submission.value;
  await tagLead(caller, { leadId, name });
  return redirectWithFlash(context, leadUrl(organization.slug, leadId), {
    tone: "good",
    message: "tags.flash.added",
    params: [name],
  });
}

/** Where a tag that could not be added comes back to. */
export default function TagsOfLead({ loaderData, actionData }: Route.ComponentProps) {
  const { lead, slug } = loaderData;
  const { m } = useI18n();
  return (
    <>
      <LeadPartHeader lead={lead} slug={slug} title={m.tags.title} />
      <div className="my-6">
        <LeadTags {...loaderData} lastResult={actionData} />
      </div>
      <ButtonLink to={leadUrl(slug, lead.id)} look="quiet">
        {m.common.back}
      </ButtonLink>
    </>
  );
}
