import { Form, redirect } from "react-router";
import { restoreLead } from "#app/domains/leads/commands.server.ts";
import { binUrl, leadsUrl, leadUrl } from "#app/domains/leads/lead-filter.ts";
import { getBinnedLead, getLead } from "#app/domains/leads/queries.server.ts";
import { useI18n } from "#app/i18n/index.ts";
import { redirectWithFlash } from "#app/server/flash.server.ts";
import { PageHeader, SubmitButton } from "#app/ui/index.ts";
import type { Route } from "./+types/restore.ts";
import { leadElsewhere, requireLeadId } from "./find-lead.server.ts";

export async function loader({ context, params }: Route.LoaderArgs) {
  const { caller, organization, leadId } = await requireLeadId(context, params, "leads.read");
  const { timeZone, slug } = organization;
  const lead = await getBinnedLead(caller, { leadId, timeZone });
  if (lead) return { lead, slug };
  throw (await getLead(caller, { leadId, timeZone }))
    ? redirect(leadUrl(slug, leadId))
    : await leadElsewhere({ caller, organization }, leadId);
}

export async function action({ context, params }: Route.ActionArgs) {
  const { caller, organization, leadId } = await requireLeadId(context, params, "leads.write");
  await restoreLead(caller, { leadId });
  return redirectWithFlash(context, leadUrl(organization.slug, leadId), {
    tone: "good",
    message: "leads.bin.flash.restored",
  });
}

/** A lead's page while it is in the bin. */
export default function RestoreLead({ loaderData }: Route.ComponentProps) {
  const { lead, slug } = loaderData;
  const { m, f } = useI18n();
  const t = m.leads.bin;
  return (
    <>
      <title>{m.common.pageTitle(lead.name)}</title>
      <PageHeader
        title={lead.name}
        trail={[
          { label: m.leads.title, href: leadsUrl(slug) },
          { label: t.title, href: binUrl(slug) },
        ]}
      />
      <p className="my-6 max-w-prose">{t.since(f.longDate(lead.deletedOn))}</p>
      <Form method="post">
        <SubmitButton>{t.restore}</SubmitButton>
      </Form>
    </>
  );
}
