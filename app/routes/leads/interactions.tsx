import { logInteraction } from "#app/domains/leads/commands.server.ts";
import { interactionForm } from "#app/domains/leads/forms.ts";
import { interactionsUrl, leadUrl } from "#app/domains/leads/lead-filter.ts";
import { today } from "#app/domains/period.ts";
import { useI18n } from "#app/i18n/index.ts";
import { redirectWithFlash } from "#app/server/flash.server.ts";
import { invalidField, invalidForm, parseForm } from "#app/server/form.server.ts";
import { ButtonLink } from "#app/ui/index.ts";
import type { Route } from "./+types/interactions.ts";
import { requireLead, requireLeadId } from "./find-lead.server.ts";
import { InteractionForm } from "./interaction-form.tsx";
import { LeadPartHeader } from "./lead-part-header.tsx";

export async function loader({ context, params }: Route.LoaderArgs) {
  const { lead, organization } = await requireLead(context, params, "leads.write");
  return { lead, organization, today: today(organization.timeZone) };
}

export async function action({ context, params, request }: Route.ActionArgs) {
  const { caller, organization, leadId } = await requireLeadId(context, params, "leads.write");
  const { timeZone, slug } = organization;
  const submission = await parseForm(request, interactionForm({ today: today(timeZone) }));
  if (submission.status !== "success") return invalidForm(submission);
  const { seen, ...facts } = submission.value;
  try {
    await logInteraction(caller, { leadId, facts, seen, timeZone });
  } catch (error) {
    return invalidField(submission, error);
  }
  return redirectWithFlash(context, leadUrl(slug, leadId), {
    tone: "good",
    message: "leads.interaction.flash.logged",
  });
}

/** Where an interaction that could not be written down comes back to. */
export default function LogInteraction({ loaderData, actionData }: Route.ComponentProps) {
  const { lead, organization, today } = loaderData;
  const { m } = useI18n();
  const { slug } = organization;
  return (
    <>
      <LeadPartHeader lead={lead} slug={slug} title={m.leads.interaction.log} />
      <InteractionForm
        action={interactionsUrl(slug, lead.id)}
        today={today}
        seen={lead.newestInteraction}
        lastResult={actionData}
        submitLabel={m.leads.interaction.submit}
      >
        <ButtonLink to={leadUrl(slug, lead.id)} look="quiet">
          {m.common.cancel}
        </ButtonLink>
      </InteractionForm>
    </>
  );
}
