import { z } from "zod";
import { listTags } from "#app/domains/labels/queries.server.ts";
import { interactionsUrl, leadsUrl, leadUrl } from "#app/domains/leads/lead-filter.ts";
import { getTimeline, listDuplicates } from "#app/domains/leads/queries.server.ts";
import { cursor } from "#app/domains/list-search.ts";
import { can } from "#app/domains/people/permissions.ts";
import { today } from "#app/domains/period.ts";
import { useI18n } from "#app/i18n/index.ts";
import type { PageHandle } from "#app/server/pages/page-handle.ts";
import { requestServices } from "#app/server/request-context.server.ts";
import { parseSearch } from "#app/server/search-params.ts";
import { ButtonLink, Columns, ConfirmLink, PageHeader, PopoverForm, Section } from "#app/ui/index.ts";
import { LeadTasks } from "../tasks/lead-tasks.tsx";
import { loadLeadTasks } from "../tasks/load-lead-tasks.server.ts";
import type { Route } from "./+types/lead.ts";
import { Facts } from "./facts.tsx";
import { requireLead, requireLeadId } from "./find-lead.server.ts";
import { InteractionForm } from "./interaction-form.tsx";
import { LeadTags } from "./lead-tags.tsx";
import { LeadTimeline } from "./lead-timeline.tsx";
import { CurrentStage, LoseForm, type MoveProps, StageButtons, WinForm } from "./move-forms.tsx";
import { PossibleDuplicates } from "./possible-duplicates.tsx";

export const handle: PageHandle = { revalidates: true };

/** Events of the history on a page. */
const pageSize = 50;

const search = z.object({ after: cursor, before: cursor });

export async function loader({ context, params, url }: Route.LoaderArgs) {
  const { caller, organization, role, user, leadId } = await requireLeadId(context, params, "leads.read");
  const { timeZone } = organization;
  const cursorSecret = requestServices(context).secret;
  // Begun together, so that what the cache is asked travels together.
  const [{ lead, tasks }, tags, duplicates, timeline] = await Promise.all([
    requireLead(context, params, "leads.read").then(async ({ lead }) => ({
      lead,
      tasks: await loadLeadTasks(caller, lead),
    })),
    listTags(caller, {}),
    listDuplicates(caller, { leadId, timeZone }),
    getTimeline(caller, {
      leadId,
      timeZone,
      pageSize,
      cursorSecret,
      ...parseSearch(url.searchParams, search),
    }),
  ]);
  const manages = can(role, "tags.manage");
  return {
    lead,
    tasks,
    tags,
    duplicates,
    manages,
    timeline,
    organization,
    userId: user.id,
    today: today(timeZone),
  };
}

export default function Lead({ loaderData }: Route.ComponentProps) {
  const { lead, tasks, tags, duplicates, manages, timeline, organization, userId, today } = loaderData;
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
      <PossibleDuplicates lead={lead} duplicates={duplicates} slug={slug} />
      <Columns>
        <Section title={m.leads.facts}>
          <Facts lead={lead} organization={organization} />
          <h3 className="label mt-6 mb-2">{m.tags.title}</h3>
          <LeadTags lead={lead} tags={tags} slug={slug} manages={manages} />
          <div className="mt-6">
            <ConfirmLink
              href={`${leadUrl(slug, lead.id)}/delete`}
              action={`${leadUrl(slug, lead.id)}/delete`}
              fields={{ rowVersion: String(lead.rowVersion) }}
              title={m.leads.bin.deleteTitle(lead.name)}
              text={m.leads.bin.deleteText}
              confirmLabel={m.leads.bin.deleteConfirm}
            >
              {m.leads.bin.delete}
            </ConfirmLink>
          </div>
        </Section>
        <div className="grid content-start gap-12">
          <LeadTasks leadId={lead.id} slug={slug} loaded={tasks} userId={userId} today={today} />
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
