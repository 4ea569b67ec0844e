import { leadUrl } from "#app/domains/leads/lead-filter.ts";
import { today } from "#app/domains/period.ts";
import { createTask } from "#app/domains/tasks/commands.server.ts";
import { taskForm } from "#app/domains/tasks/forms.ts";
import { useI18n } from "#app/i18n/index.ts";
import { redirectWithFlash } from "#app/server/flash.server.ts";
import { invalidField, invalidForm, parseForm } from "#app/server/form.server.ts";
import { ButtonLink } from "#app/ui/index.ts";
import { requireLead, requireLeadId } from "../leads/find-lead.server.ts";
import { LeadPartHeader } from "../leads/lead-part-header.tsx";
import type { Route } from "./+types/new.ts";
import { NewTaskForm } from "./lead-tasks.tsx";
import { loadLeadTasks } from "./load-lead-tasks.server.ts";

export async function loader({ context, params }: Route.LoaderArgs) {
  const { caller, lead, organization, user } = await requireLead(context, params, "leads.write");
  const loaded = await loadLeadTasks(caller, lead);
  return { lead, loaded, userId: user.id, slug: organization.slug, today: today(organization.timeZone) };
}

export async function action({ context, params, request }: Route.ActionArgs) {
  const { caller, organization, leadId } = await requireLeadId(context, params, "leads.write");
  const submission = await parseForm(request, taskForm);
  if (submission.status !== "success") return invalidForm(submission);
  const { seen, ...facts } = submission.value;
  try {
    await createTask(caller, { leadId, facts, seen });
  } catch (error) {
    return invalidField(submission, error);
  }
  return redirectWithFlash(context, leadUrl(organization.slug, leadId), {
    tone: "good",
    message: "tasks.flash.created",
  });
}

/** Where a follow-up that could not be written down comes back to. */
export default function NewTask({ loaderData, actionData }: Route.ComponentProps) {
  const { lead, slug, ...rest } = loaderData;
  const { m } = useI18n();
  return (
    <>
      <LeadPartHeader lead={lead} slug={slug} title={m.tasks.new} />
      <NewTaskForm leadId={lead.id} slug={slug} {...rest} lastResult={actionData}>
        <ButtonLink to={leadUrl(slug, lead.id)} look="quiet">
          {m.common.cancel}
        </ButtonLink>
      </NewTaskForm>
    </>
  );
}
