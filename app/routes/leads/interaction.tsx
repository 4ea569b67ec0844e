import { ConflictError } from "#app/domains/errors.ts";
import { changeInteraction } from "#app/domains/leads/commands.server.ts";
import { interactionForm } from "#app/domains/leads/forms.ts";
import { interactionUrl, leadUrl } from "#app/domains/leads/lead-filter.ts";
import { today } from "#app/domains/period.ts";
import { useI18n } from "#app/i18n/index.ts";
import { redirectWithFlash } from "#app/server/flash.server.ts";
import { invalidField, invalidForm, parseForm } from "#app/server/form.server.ts";
import { invalidEdit, outdatedEdit } from "#app/server/refuse-edit.server.ts";
import { ButtonLink, ConfirmLink, Flash, VersionTable } from "#app/ui/index.ts";
import type { Route } from "./+types/interaction.ts";
import { requireInteraction } from "./find-interaction.server.ts";
import { InteractionForm } from "./interaction-form.tsx";
import { LeadPartHeader } from "./lead-part-header.tsx";

export async function loader({ context, params }: Route.LoaderArgs) {
  const { lead, interaction, organization } = await requireInteraction(context, params);
  return { lead, interaction, organization, today: today(organization.timeZone) };
}

export async function action({ context, params, request }: Route.ActionArgs) {
  const { caller, organization, lead, interaction } = await requireInteraction(context, params);
  const { timeZone, slug } = organization;
  const submission = await parseForm(request, interactionForm({ today: today(timeZone) }));
  if (submission.status !== "success") return invalidEdit(invalidForm(submission));
  const { seen = "", ...facts } = submission.value;
  const [leadId, interactionId] = [lead.id, interaction.id];
  try {
    await changeInteraction(caller, { leadId, interactionId, version: seen, facts, timeZone });
  } catch (error) {
    if (!(error instanceof ConflictError)) return invalidEdit(invalidField(submission, error));
    const { interaction: saved } = await requireInteraction(context, params);
    const yours = { ...facts, occurredAt: facts.occurredAt ?? saved.occurredAt };
    return outdatedEdit(submission.reply(), { yours, saved });
  }
  return redirectWithFlash(context, leadUrl(slug, leadId), {
    tone: "good",
    message: "leads.interaction.flash.saved",
  });
}

export default function EditInteraction({ loaderData, actionData }: Route.ComponentProps) {
  const { lead, organization, today } = loaderData;
  const { result, conflict } = actionData ?? {};
  const interaction = conflict?.saved ?? loaderData.interaction;
  const { m, f } = useI18n();
  const t = m.leads.interaction;
  const here = interactionUrl(organization.slug, lead.id, interaction.id);
  const minute = (local: string) => `${f.date(local.slice(0, 10))}, ${local.slice(11)}`;
  return (
    <>
      <LeadPartHeader lead={lead} slug={organization.slug} title={t.edit} />
      <InteractionForm
        // Anew after a conflict: fields that were left alone then hold something else.
        key={`${interaction.id} ${conflict?.saved.version ?? ""}`}
        action={here}
        today={today}
        stored={interaction}
        seen={interaction.version}
        lastResult={result}
        submitLabel={m.common.save}
        conflict={
          conflict && (
            <>
              <Flash tone="bad" answer={conflict}>
                {m.leads.conflict}
              </Flash>
              <VersionTable
                rows={[
                  {
                    label: t.fields.kind,
                    yours: m.leads.history.kinds[conflict.yours.kind],
                    saved: m.leads.history.kinds[conflict.saved.kind],
                  },
                  {
                    label: t.fields.occurredAt,
                    yours: minute(conflict.yours.occurredAt),
                    saved: minute(conflict.saved.occurredAt),
                  },
                  { label: t.fields.body, yours: conflict.yours.body, saved: conflict.saved.body },
                ]}
              />
            </>
          )
        }
      >
        <ButtonLink to={leadUrl(organization.slug, lead.id)} look="quiet">
          {m.common.cancel}
        </ButtonLink>
      </InteractionForm>
      <div className="mt-8">
        <ConfirmLink
          href={`${here}/delete`}
          action={`${here}/delete`}
          title={t.deleteTitle}
          text={t.deleteText}
          confirmLabel={t.deleteConfirm}
        >
          {t.delete}
        </ConfirmLink>
      </div>
    </>
  );
}
