import { Form } from "react-router";
import { ConflictError } from "#app/domains/errors.ts";
import { moveLead } from "#app/domains/leads/commands.server.ts";
import { moveLeadForm } from "#app/domains/leads/forms.ts";
import { leadsUrl, leadUrl } from "#app/domains/leads/lead-filter.ts";
import { today } from "#app/domains/period.ts";
import { useI18n } from "#app/i18n/index.ts";
import { redirectWithFlash } from "#app/server/flash.server.ts";
import { invalidField, invalidForm, parseForm } from "#app/server/form.server.ts";
import { invalidEdit, outdatedEdit } from "#app/server/refuse-edit.server.ts";
import { ButtonLink, Columns, Flash, KeptInputs, PageHeader, Section, SubmitButton } from "#app/ui/index.ts";
import type { LeadStatus } from "#schema";
import type { Route } from "./+types/status.ts";
import { requireLead, requireLeadId } from "./find-lead.server.ts";
import { MoveVersions, type MoveVersionsProps } from "./lead-versions.tsx";
import { CurrentStage, LoseForm, StageButtons, WinForm } from "./move-forms.tsx";

export async function loader({ context, params }: Route.LoaderArgs) {
  const { lead, organization } = await requireLead(context, params, "leads.write");
  return { lead, organization, today: today(organization.timeZone) };
}

export async function action({ context, params, request }: Route.ActionArgs) {
  const { caller, organization, leadId } = await requireLeadId(context, params, "leads.write");
  const { timeZone, currency, slug } = organization;
  const submission = await parseForm(request, moveLeadForm({ currency, today: today(timeZone) }));
  if (submission.status !== "success") return invalidEdit(invalidForm(submission));
  const { to, wonOn, wonEarlier, value, lostReason } = submission.value;
  try {
    await moveLead(caller, { leadId, timeZone, ...submission.value });
  } catch (error) {
    if (!(error instanceof ConflictError)) return invalidEdit(invalidField(submission, error));
    const { lead: saved } = await requireLead(context, params, "leads.write");
    const won = to === "won" && {
      wonOn: wonOn ?? today(timeZone),
      wonEarlier,
      ...(value !== undefined && { value }),
    };
    const yours = { status: to, ...won, ...(to === "lost" && { lostReason }) };
    return outdatedEdit(submission.reply(), { yours, saved });
  }
  return redirectWithFlash(context, leadUrl(slug, leadId), saying(to));
}

function saying(to: LeadStatus) {
  if (to === "won") return { tone: "good", message: "leads.flash.won" } as const;
  if (to === "lost") return { tone: "good", message: "leads.flash.lost" } as const;
  return { tone: "good" as const, message: "leads.flash.moved" as const, params: [to] };
}

/** Where a move that could not be made comes back to. */
export default function MoveLead({ loaderData, actionData }: Route.ComponentProps) {
  const { organization, today } = loaderData;
  const { result, conflict } = actionData ?? {};
  const lead = conflict?.saved ?? loaderData.lead;
  const { m } = useI18n();
  const { slug } = organization;
  const move = { lead, organization, today, lastResult: conflict ? undefined : result };
  const title = m.leads.move.titleOf(lead.name);
  return (
    <>
      <title>{m.common.pageTitle(title)}</title>
      <PageHeader
        title={title}
        trail={[
          { label: m.leads.title, href: leadsUrl(slug) },
          { label: lead.name, href: leadUrl(slug, lead.id) },
        ]}
        actions={
          <ButtonLink to={leadUrl(slug, lead.id)} look="quiet">
            {m.common.cancel}
          </ButtonLink>
        }
      />
      {conflict && <MoveConflict {...conflict} currency={organization.currency} />}
      <div className="flex flex-wrap gap-2">
        <StageButtons lead={lead} organization={organization} />
        {(lead.status === "won" || lead.status === "lost") && <CurrentStage status={lead.status} />}
      </div>
      <Columns>
        {lead.status !== "won" && (
          <Section title={m.leads.move.win}>
            <WinForm {...move} />
          </Section>
        )}
        {lead.status !== "lost" && (
          <Section title={m.leads.move.lose}>
            <LoseForm {...move} />
          </Section>
        )}
      </Columns>
    </>
  );
}

type MoveConflictProps = MoveVersionsProps & { yours: { wonEarlier?: boolean } };

/** Both versions, and the same move once more, of the version that is seen now. */
function MoveConflict({ yours, saved, currency }: MoveConflictProps) {
  const { m, f } = useI18n();
  const { status, wonOn, wonEarlier, value, lostReason } = yours;
  const sent = {
    to: status,
    rowVersion: String(saved.rowVersion),
    wonOn,
    wonEarlier: wonEarlier ? "on" : undefined,
    value: value === undefined ? undefined : f.moneyInput(value, currency),
    lostReason,
  };
  return (
    <Form method="post" className="mb-10 max-w-2xl">
      <Flash tone="bad" answer={saved}>
        {m.leads.move.conflict}
      </Flash>
      <MoveVersions yours={yours} saved={saved} currency={currency} />
      <KeptInputs
        pairs={Object.entries(sent).flatMap(([name, text]) => (text ? [[name, text] as const] : []))}
      />
      <SubmitButton name="sent" value="anyway">
        {status === saved.status ? m.leads.move.keepMine : m.leads.move.anyway(m.leads.status[status])}
      </SubmitButton>
    </Form>
  );
}
