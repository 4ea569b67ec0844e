import { data } from "react-router";
import { z } from "zod";
import { ConflictError } from "#app/domains/errors.ts";
import { deleteLead } from "#app/domains/leads/commands.server.ts";
import { leadsUrl, leadUrl } from "#app/domains/leads/lead-filter.ts";
import { useI18n } from "#app/i18n/index.ts";
import { redirectWithFlash } from "#app/server/flash.server.ts";
import { invalidForm, parseForm } from "#app/server/form.server.ts";
import { ConfirmPage, Flash } from "#app/ui/index.ts";
import type { Route } from "./+types/delete.ts";
import { Facts } from "./facts.tsx";
import { requireLead, requireLeadId } from "./find-lead.server.ts";

export async function loader({ context, params }: Route.LoaderArgs) {
  const { lead, organization } = await requireLead(context, params, "leads.write");
  return { lead, organization };
}

export async function action({ context, params, request }: Route.ActionArgs) {
  const { caller, organization, leadId } = await requireLeadId(context, params, "leads.write");
  const submission = await parseForm(request, z.object({ rowVersion: z.number().int() }));
  if (submission.status !== "success") return invalidForm(submission);
  try {
    await deleteLead(caller, { leadId, ...submission.value });
  } catch (error) {
    if (!(error instanceof ConflictError)) throw error;
    const { lead: saved } = await requireLead(context, params, "leads.write");
    return data({ saved }, { status: 409 });
  }
  return redirectWithFlash(context, leadsUrl(organization.slug), {
    tone: "good",
    message: "leads.bin.flash.deleted",
  });
}

export default function DeleteLead({ loaderData, actionData }: Route.ComponentProps) {
  const { organization } = loaderData;
  const saved = actionData !== undefined && "saved" in actionData ? actionData.saved : undefined;
  const lead = saved ?? loaderData.lead;
  const { m } = useI18n();
  const t = m.leads.bin;
  const here = leadUrl(organization.slug, lead.id);
  return (
    <>
      <title>{m.common.pageTitle(t.deleteTitle(lead.name))}</title>
      {saved && (
        <Flash tone="bad" answer={saved}>
          {t.conflict}
        </Flash>
      )}
      <ConfirmPage
        title={t.deleteTitle(lead.name)}
        text={t.deleteText}
        confirmLabel={t.deleteConfirm}
        action={`${here}/delete`}
        fields={{ rowVersion: String(lead.rowVersion) }}
        cancelHref={here}
      />
      {saved && (
        <div className="mt-8 max-w-2xl">
          <Facts lead={lead} organization={organization} />
        </div>
      )}
    </>
  );
}
