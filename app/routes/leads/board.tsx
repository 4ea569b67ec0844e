import { data, redirect, type ShouldRevalidateFunctionArgs } from "react-router";
import { z } from "zod";
import { ConflictError } from "#app/domains/errors.ts";
import { boardUrl } from "#app/domains/leads/board-url.ts";
import { moveLead } from "#app/domains/leads/commands.server.ts";
import { leadFilterText } from "#app/domains/leads/filter-text.ts";
import { type LeadFilter, leadsUrl, leadUrl, ownersUrl } from "#app/domains/leads/lead-filter.ts";
import { leadSearch } from "#app/domains/leads/lead-search.ts";
import { leadStatuses } from "#app/domains/leads/lead-status.ts";
import { getBoard } from "#app/domains/leads/queries.server.ts";
import { today } from "#app/domains/period.ts";
import { useI18n } from "#app/i18n/index.ts";
import { redirectWithFlash } from "#app/server/flash.server.ts";
import { invalidForm, parseForm } from "#app/server/form.server.ts";
import type { PageHandle } from "#app/server/pages/page-handle.ts";
import { parseSearch } from "#app/server/search-params.ts";
import { requireMember } from "#app/server/session.server.ts";
import { ButtonLink, Flash, PageHeader } from "#app/ui/index.ts";
import type { Route } from "./+types/board.ts";
import { askedFilter } from "./asked-filter.server.ts";
import { Board } from "./board-columns.tsx";
import { ImpossibleFilter } from "./empty-leads.tsx";
import { FilterChips } from "./filter-chips.tsx";
import { filterChoices } from "./filter-choices.server.ts";
import { namesIn } from "./filter-choices.ts";
import { LeadFilters } from "./lead-filters.tsx";

const mostCards = 20;

export const handle: PageHandle = { revalidates: true };

/** After a conflict too: what is seen then is how it is. */
export const shouldRevalidate = ({ actionStatus, defaultShouldRevalidate }: ShouldRevalidateFunctionArgs) =>
  actionStatus === 409 || defaultShouldRevalidate;

export async function loader({ context, params, url }: Route.LoaderArgs) {
  const { caller, organization } = await requireMember(context, params.organization, "leads.read");
  const { timeZone, slug, currency } = organization;
  const { filter, wrong, impossible } = askedFilter(url, currency, (asked) => boardUrl(slug, asked));
  const choices = filterChoices(caller, filter);
  if (impossible) {
    return data({ columns: null, filter, wrong, choices: await choices, slug, currency }, { status: 400 });
  }
  const when = { timeZone, ...(filter.quiet && { today: today(timeZone) }) };
  const [columns, offered] = await Promise.all([
    getBoard(caller, { filter, most: mostCards, ...when }),
    choices,
  ]);
  return { columns, filter, wrong, choices: offered, slug, currency };
}

const moveCard = z.object({
  leadId: z.uuid().toLowerCase(),
  rowVersion: z.number().int(),
  to: z.enum(leadStatuses),
  /** dragged: the card is there already, and nothing need be said */
  quiet: z.literal("1").optional(),
});

export async function action({ context, params, url, request }: Route.ActionArgs) {
  const { caller, organization } = await requireMember(context, params.organization, "leads.write");
  const { filter } = parseSearch(url.searchParams, leadSearch);
  const { slug, timeZone } = organization;
  const submission = await parseForm(request, moveCard);
  if (submission.status !== "success") return invalidForm(submission);
  const { leadId, rowVersion, to, quiet } = submission.value;
  // A win has a date and a value, a loss a reason: its page asks for them.
  if (to === "won" || to === "lost") return redirect(`${leadUrl(slug, leadId)}/status`, 303);
  try {
    await moveLead(caller, { leadId, rowVersion, to, timeZone });
  } catch (error) {
    if (!(error instanceof ConflictError)) throw error;
    return data({ conflict: true as const }, { status: 409 });
  }
  if (quiet) return null;
  return redirectWithFlash(context, boardUrl(slug, filter), {
    ...{ tone: "good", message: "leads.flash.moved", params: [to] },
  });
}

export default function LeadBoard({ loaderData, actionData }: Route.ComponentProps) {
  const { filter, columns, choices, wrong, slug, currency } = loaderData;
  const i18n = useI18n();
  const { m } = i18n;
  const t = m.leadBoard;
  const names = { ...namesIn(filter, choices.whose), currency };
  const addressOf = (other: LeadFilter) => boardUrl(slug, other);
  const conflict = actionData !== undefined && actionData !== null && "conflict" in actionData;
  return (
    <>
      <title>{m.common.pageTitle(t.title)}</title>
      <PageHeader
        title={t.title}
        trail={[{ label: m.leads.title, href: leadsUrl(slug) }]}
        {...(columns && { period: leadFilterText(filter, i18n, names) ?? m.home.allLeads })}
        actions={
          <>
            <ButtonLink to={leadsUrl(slug, filter)} look="quiet">
              {t.list}
            </ButtonLink>
            <ButtonLink to={`/o/${slug}/leads/new`}>{m.leads.new}</ButtonLink>
          </>
        }
      />
      {conflict && (
        <Flash tone="bad" answer={actionData}>
          {t.conflict}
        </Flash>
      )}
      <LeadFilters
        {...{ filter, choices, wrong, currency, addressOf }}
        ownersHref={ownersUrl(slug, filter, undefined, "board")}
      />
      {columns === null ? (
        <ImpossibleFilter filter={filter} wrong={wrong} showAll={boardUrl(slug)} />
      ) : (
        <>
          <FilterChips {...{ filter, names, addressOf }} />
          <Board columns={columns} filter={filter} slug={slug} currency={currency} />
        </>
      )}
    </>
  );
}
