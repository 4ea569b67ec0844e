import { getFormProps } from "@conform-to/react";
import { useMemo } from "react";
import { Form } from "react-router";
import { z } from "zod";
import { newId } from "#app/db/new-id.ts";
import { ConflictError } from "#app/domains/errors.ts";
import { type BulkAction, bulkActions } from "#app/domains/leads/bulk-actions.ts";
import { bulkForm } from "#app/domains/leads/bulk-form.ts";
import type { BulkSelection } from "#app/domains/leads/bulk-selection.ts";
import { bulkDelete, bulkMove } from "#app/domains/leads/commands.server.ts";
import { leadFilterText } from "#app/domains/leads/filter-text.ts";
import { binUrl, leadsUrl } from "#app/domains/leads/lead-filter.ts";
import { leadSearch } from "#app/domains/leads/lead-search.ts";
import { countSelected } from "#app/domains/leads/queries.server.ts";
import { today } from "#app/domains/period.ts";
import { useI18n } from "#app/i18n/index.ts";
import { redirectWithFlash } from "#app/server/flash.server.ts";
import { invalidField, invalidForm, parseForm } from "#app/server/form.server.ts";
import { httpError } from "#app/server/http-error.ts";
import { invalidEdit, outdatedEdit } from "#app/server/refuse-edit.server.ts";
import type { RequestContext } from "#app/server/request-context.server.ts";
import { parseSearch } from "#app/server/search-params.ts";
import { requireMember } from "#app/server/session.server.ts";
import { ButtonLink, EmptyState, ErrorSummary, Flash, PageHeader, SubmitButton } from "#app/ui/index.ts";
import { useFields } from "#app/use-fields.ts";
import type { Route } from "./+types/bulk.ts";
import { BulkFields } from "./bulk-fields.tsx";
import { BulkStages, staying } from "./bulk-stages.tsx";
import { filterNames } from "./filter-names.server.ts";
import { sayLeadError } from "./say-lead-error.ts";

const search = z.object({
  do: z.enum(bulkActions).optional(),
  id: z.array(z.uuid().toLowerCase()).max(500).optional(),
  all: z.literal("1").optional(),
});

/** What the address asks for, and by whom. */
async function requireBulk(context: RequestContext, params: { organization: string }, url: URL) {
  const member = await requireMember(context, params.organization, "leads.write");
  const { filter, sort } = parseSearch(url.searchParams, leadSearch);
  const asked = parseSearch(url.searchParams, search);
  const all = asked.all !== undefined;
  const selection: BulkSelection = all ? { filter } : { ids: asked.id ?? [] };
  return { ...member, filter, sort, action: asked.do, all, selection };
}

/** Days without an interaction are counted from today. */
function selectedArgs(selection: BulkSelection, timeZone: string) {
  const quiet = "filter" in selection && selection.filter.quiet;
  return { selection, timeZone, ...(quiet && { today: today(timeZone) }) };
}

export async function loader({ context, params, url }: Route.LoaderArgs) {
  const asked = await requireBulk(context, params, url);
  const { caller, organization, filter, sort, action, all, selection } = asked;
  const { timeZone } = organization;
  const [selected, names] = await Promise.all([
    countSelected(caller, selectedArgs(selection, timeZone)),
    filterNames(caller, filter),
  ]);
  return {
    ...{ filter, sort, action, all, selected, organization },
    names: { ...names, currency: organization.currency },
    ...{ bulkId: newId(), today: today(timeZone), here: `${url.pathname}${url.search}` },
  };
}

export async function action({ context, params, url, request }: Route.ActionArgs) {
  const asked = await requireBulk(context, params, url);
  const { caller, organization, filter, sort, selection, action: what } = asked;
  const { timeZone, currency, slug } = organization;
  if (what === undefined) throw httpError(400);
  const submission = await parseForm(request, bulkForm({ currency, today: today(timeZone) }));
  if (submission.status !== "success") return invalidEdit(invalidForm(submission));
  const input = { ...submission.value, selection, timeZone };
  try {
    const { changed, skipped } =
      what === "delete" ? await bulkDelete(caller, input) : await bulkMove(caller, { ...input, to: what });
    return redirectWithFlash(
      context,
      leadsUrl(slug, filter, sort),
      what === "delete"
        ? {
            ...{ tone: "good", message: "leadBulk.flash.deleted", params: [changed] },
            link: { href: binUrl(slug), label: "leadBulk.flash.toBin" },
          }
        : { tone: "good", message: "leadBulk.flash.moved", params: [changed, skipped] },
    );
  } catch (error) {
    if (!(error instanceof ConflictError)) return invalidEdit(invalidField(submission, error));
    const selected = await countSelected(caller, selectedArgs(selection, timeZone));
    return outdatedEdit(submission.reply(), { before: input.count, selected });
  }
}

export default function ChangeSeveral({ loaderData, actionData }: Route.ComponentProps) {
  const { filter, sort, action, organization } = loaderData;
  const { m } = useI18n();
  const t = m.leadBulk;
  const { slug } = organization;
  const selected = actionData?.conflict?.selected ?? loaderData.selected;
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
  return <Question {...loaderData} action={action} selected={selected} actionData={actionData} back={back} />;
}

interface QuestionProps extends Omit<Route.ComponentProps["loaderData"], "action"> {
  action: BulkAction;
  actionData: Route.ComponentProps["actionData"];
  back: React.ReactNode;
}

/** Says how many leads there are, what becomes of those at each stage, and asks for what the change needs. */
function Question(props: QuestionProps) {
  const { action, all, filter, names, selected, organization, bulkId, today, here, actionData, back } = props;
  const i18n = useI18n();
  const { m } = i18n;
  const t = m.leadBulk;
  const { slug, currency } = organization;
  const { result, conflict } = actionData ?? {};
  const schema = useMemo(() => bulkForm({ currency, today }), [currency, today]);
  const { form, field, errors } = useFields(schema, {
    lastResult: conflict ? undefined : result,
    labels: m.leads.fields,
    say: sayLeadError(i18n, currency),
    defaultValue: action === "won" ? { wonOn: today } : {},
  });
  const changing = selected.total - staying(action, selected);
  const title = t.ask[kindOf(action)](changing, action === "delete" ? "" : m.leads.status[action]);
  return (
    <>
      <title>{m.common.pageTitle(title)}</title>
      <PageHeader
        title={title}
        trail={[{ label: m.leads.title, href: leadsUrl(slug) }]}
        period={all ? t.whichAll(leadFilterText(filter, i18n, names)) : t.whichSelected}
      />
      {conflict && <Flash tone="bad">{t.conflict(conflict.before, selected.total)}</Flash>}
      <BulkStages action={action} selected={selected} />
      {changing === 0 ? (
        <p className="mt-6 grid justify-items-start gap-4">
          {t.allThere}
          {back}
        </p>
      ) : (
        <Form {...getFormProps(form)} method="post" action={here} className="mt-8 grid max-w-xl gap-4">
          <ErrorSummary errors={errors} />
          <input type="hidden" name="bulkId" value={bulkId} />
          <input type="hidden" name="count" value={selected.total} />
          <BulkFields action={action} field={field} currency={currency} today={today} lastResult={result} />
          <p className="flex flex-wrap gap-3">
            <SubmitButton look={action === "delete" ? "danger" : "primary"}>
              {t.confirm[kindOf(action)](changing)}
            </SubmitButton>
            {back}
          </p>
        </Form>
      )}
    </>
  );
}

const kindOf = (action: BulkAction) =>
  action === "won" || action === "lost" || action === "delete" ? action : "move";
