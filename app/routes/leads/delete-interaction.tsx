import { deleteInteraction } from "#app/domains/leads/commands.server.ts";
import { interactionUrl, leadUrl } from "#app/domains/leads/lead-filter.ts";
import { useI18n } from "#app/i18n/index.ts";
import { redirectWithFlash } from "#app/server/flash.server.ts";
import { ConfirmPage } from "#app/ui/index.ts";
import type { Route } from "./+types/delete-interaction.ts";
import { requireInteraction } from "./find-interaction.server.ts";

export async function loader({ context, params }: Route.LoaderArgs) {
  const { lead, interaction, organization } = await requireInteraction(context, params);
  return { leadId: lead.id, interactionId: interaction.id, slug: organization.slug };
}

export async function action({ context, params }: Route.ActionArgs) {
  const { caller, organization, lead, interaction } = await requireInteraction(context, params);
  const { timeZone, slug } = organization;
  await deleteInteraction(caller, { leadId: lead.id, interactionId: interaction.id, timeZone });
  return redirectWithFlash(context, leadUrl(slug, lead.id), {
    tone: "good",
    message: "leads.interaction.flash.deleted",
  });
}

export default function DeleteInteraction({ loaderData }: Route.ComponentProps) {
  const { leadId, interactionId, slug } = loaderData;
  const { m } = useI18n();
  const t = m.leads.interaction;
  const interaction = interactionUrl(slug, leadId, interactionId);
  return (
    <>
      <title>{m.common.pageTitle(t.deleteTitle)}</title>
      <ConfirmPage
        title={t.deleteTitle}
        text={t.deleteText}
        confirmLabel={t.deleteConfirm}
        action={`${interaction}/delete`}
        cancelHref={interaction}
      />
    </>
  );
}
