import { newId } from "#app/db/new-id.ts";
import { leadsUrl } from "#app/domains/leads/lead-filter.ts";
import { countSelected } from "#app/domains/leads/queries.server.ts";
import { today } from "#app/domains/period.ts";
import { useI18n } from "#app/i18n/index.ts";
import { httpError } from "#app/server/http-error.ts";
import { ButtonLink, EmptyState, PageHeader } from "#app/ui/index.ts";
import type { Route } from "./+types/bulk.ts";
import { bulkChoices, requireBulk, selectedArgs } from "./bulk-asked.server.ts";
import { AssignQuestion } from "./bulk-assign-question.tsx";
import { changeSeveral } from "./bulk-changes.server.ts";
import { MoveQuestion } from "./bulk-move-question.tsx";
import { TagQuestion, UntagQuestion } from "./bulk-tag-questions.tsx";
import { filterNames } from "./filter-names.server.ts";

export async function loader({ context, params, url }: Route.LoaderArgs) {
  const asked = await requireBulk(context, params, url);
  const { caller, organization, filter, sort, action, all, selection } = asked;
  const { timeZone, currency } = organization;
  const args = selectedArgs(selection, timeZone);
  const [selected, names, choices] = await Promise.all([
    countSelected(caller, args),
    filterNames(caller, filter),
    bulkChoices(caller, action, args),
  ]);
  return {
    ...{ filter, sort, action, all, selected, organization, choices },
    names: { ...names, currency },
    ...{ bulkId: newId(), today: today(timeZone), here: `${url.pathname}${url.search}` },
  };
}

export async function action({ context, params, url, request }: Route.ActionArgs) {
  const asked = await requireBulk(context, params, url);
  if (asked.action === undefined) throw httpError(400);
  return changeSeveral(context, request, asked, asked.action);
}

export default function ChangeSeveral({ loaderData, actionData }: Route.ComponentProps) {
  const { filter, sort, action, organization, choices } = loaderData;
  const { m } = useI18n();
  const t = m.leadBulk;
  const { slug } = organization;
  const { result, conflict } = actionData ?? {};
  const selected = conflict?.selected ?? loaderData.selected;
  const back = (
    <ButtonLink to={leadsUrl(slug, filter, sort)} look="quiet">
      {t.back}
    </ButtonLink>
  );
  if (action === undefined || selected.total === 0) {
    return (
      <>
        <title>{m.common.pageTitle(t.title)}</title>
        <PageHeader title={t.title} trail={[{ label: m.leads.title, href: leadsUrl(slug) }]} />
        <EmptyState title={selected.total === 0 ? t.none : t.noAction} action={back}>
          {t.noneHint}
        </EmptyState>
      </>
    );
  }
  const asked = { ...loaderData, selected, result, conflict, back };
  if (action === "tag") return <TagQuestion asked={asked} choices={choices} />;
  if (action === "untag") return <UntagQuestion asked={asked} choices={choices} />;
  if (action === "assign") return <AssignQuestion asked={asked} choices={choices} />;
  return <MoveQuestion asked={asked} action={action} today={loaderData.today} />;
}
