import { Link } from "react-router";
import { z } from "zod";
import { interactionsUrl, leadsUrl, leadUrl, unknownSource } from "#app/domains/leads/lead-filter.ts";
import { LeadStatusBadge } from "#app/domains/leads/lead-status-badge.tsx";
import { getTimeline } from "#app/domains/leads/queries.server.ts";
import { cursor } from "#app/domains/list-search.ts";
import { today } from "#app/domains/period.ts";
import { useI18n } from "#app/i18n/index.ts";
import type { PageHandle } from "#app/server/pages/page-handle.ts";
import { requestServices } from "#app/server/request-context.server.ts";
import { parseSearch } from "#app/server/search-params.ts";
import { ButtonLink, Columns, DefinitionList, PageHeader, PopoverForm, Section } from "#app/ui/index.ts";
import type { Route } from "./+types/lead.ts";
import { requireLead, requireLeadId } from "./find-lead.server.ts";
import { InteractionForm } from "./interaction-form.tsx";
import { LeadTimeline } from "./lead-timeline.tsx";
import {
  CurrentStage,
  LoseForm,
  type MoveProps,
  StageButtons,
  useShownStatus,
  WinForm,
} from "./move-forms.tsx";

export const handle: PageHandle = { revalidates: true };

/** Events of the history on a page. */
const pageSize = 50;

const search = z.object({ after: cursor, before: cursor });

export async function loader({ context, params, url }: Route.LoaderArgs) {
  const { caller, organization, user, leadId } = await requireLeadId(context, params, "leads.read");
  const { timeZone } = organization;
  const cursorSecret = requestServices(context).secret;
  // Begun together, so that what the cache is asked travels together.
  const [{ lead }, timeline] = await Promise.all([
    requireLead(context, params, "leads.read"),
    getTimeline(caller, {
      leadId,
      timeZone,
      pageSize,
      cursorSecret,
      ...parseSearch(url.searchParams, search),
    }),
  ]);
  return { lead, timeline, organization, userId: user.id, today: today(timeZone) };
}

export default function Lead({ loaderData }: Route.ComponentProps) {
  const { lead, timeline, organization, userId, today } = loaderData;
  const { m } = useI18n();
  const { slug } = organization;
  return (
    <>
      <title>{m.common.pageTitle(lead.name)}</title>
      <PageHeader
        title={lead.name}
        trail={[{ label: m.leads.title, href: leadsUrl(slug) }]}
        actions={
          <ButtonLink to={`${leadUrl(slug, lead.id)}/edit`} look="quiet">
            {m.common.edit}
          </ButtonLink>
        }
      >
        <Moves key={lead.id} lead={lead} organization={organization} today={today} />
      </PageHeader>
      <Columns>
        <Section title={m.leads.facts}>
          <Facts {...loaderData} />
        </Section>
        <div className="grid content-start gap-12">
          <Section title={m.leads.interaction.log} className="print:hidden">
            <InteractionForm
              // Another one after each that was logged: blank again.
              key={`${lead.id} ${lead.newestInteraction}`}
              action={interactionsUrl(slug, lead.id)}
              today={today}
              seen={lead.newestInteraction}
              submitLabel={m.leads.interaction.submit}
            />
          </Section>
          <Section title={m.leads.history.title}>
            <LeadTimeline page={timeline} leadId={lead.id} organization={organization} userId={userId} />
          </Section>
        </div>
      </Columns>
    </>
  );
}

/** All ways out of the lead's stage. */
function Moves(props: MoveProps) {
  const { m } = useI18n();
  const t = m.leads.move;
  const { status } = props.lead;
  return (
    <div className="flex flex-wrap gap-x-6 gap-y-3 border-line border-b py-4 print:hidden">
      <StageButtons {...props} />
      <div className="flex flex-wrap gap-2">
        {status === "won" ? (
          <CurrentStage status={status} />
        ) : (
          <PopoverForm id="win" label={t.win} look="primary" closeLabel={m.common.close}>
            <WinForm {...props} />
          </PopoverForm>
        )}
        {status === "lost" ? (
          <CurrentStage status={status} />
        ) : (
          <PopoverForm id="lose" label={t.lose} look="danger" closeLabel={m.common.close}>
            <LoseForm {...props} />
          </PopoverForm>
        )}
      </div>
    </div>
  );
}

function Facts({ lead, organization }: Route.ComponentProps["loaderData"]) {
  const { m, f } = useI18n();
  const { slug, currency } = organization;
  const t = m.leads.fields;
  const status = useShownStatus(lead, slug);
  return (
    <DefinitionList
      items={[
        {
          term: t.status,
          detail: (
            <>
              <LeadStatusBadge status={status} />
              {lead.inStageSince !== null && (
                <span className="ml-2 text-muted text-sm">
                  {m.leads.history.since(f.date(lead.inStageSince))}
                </span>
              )}
            </>
          ),
        },
        {
          term: t.value,
          detail:
            lead.value === null ? (
              <span className="text-muted">{m.leads.notDeclared}</span>
            ) : (
              <span className="tally text-xl">{f.money(lead.value, currency)}</span>
            ),
        },
        ...(lead.wonOn === null ? [] : [{ term: t.wonOn, detail: f.longDate(lead.wonOn) }]),
        ...(lead.lostReason === null ? [] : [{ term: t.lostReason, detail: lead.lostReason }]),
        { term: t.menteeId, detail: `${lead.menteeName} · ${lead.cohortName}` },
        {
          term: t.source,
          detail: (
            <Link className="link" to={leadsUrl(slug, { source: [lead.source ?? unknownSource] })}>
              {lead.source ?? m.leads.unknownSource}
            </Link>
          ),
        },
        { term: t.enteredOn, detail: f.longDate(lead.enteredOn) },
        {
          term: t.email,
          detail: lead.email && (
            <a className="link" href={`mailto:${lead.email}`}>
              {lead.email}
            </a>
          ),
        },
        {
          term: t.phone,
          detail: lead.phone && (
            <a className="link" href={`tel:${lead.phone}`}>
              {lead.phone}
            </a>
          ),
        },
        { term: t.externalId, detail: lead.externalId },
      ]}
    />
  );
}
