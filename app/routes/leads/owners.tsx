import { Link } from "react-router";
import { z } from "zod";
import { boardUrl } from "#app/domains/leads/board-url.ts";
import { leadFilterText } from "#app/domains/leads/filter-text.ts";
import { type LeadFilter, leadsUrl, noOwner } from "#app/domains/leads/lead-filter.ts";
import { leadSearch } from "#app/domains/leads/lead-search.ts";
import { listOwners } from "#app/domains/leads/queries.server.ts";
import { useI18n } from "#app/i18n/index.ts";
import type { PageHandle } from "#app/server/pages/page-handle.ts";
import { parseSearch } from "#app/server/search-params.ts";
import { requireMember } from "#app/server/session.server.ts";
import { ButtonLink, PageHeader } from "#app/ui/index.ts";
import type { Route } from "./+types/owners.ts";
import { filterNames } from "./filter-names.server.ts";

/** Which page the reader comes from, and goes back to; the list unless it says so. */
const search = z.object({ on: z.literal("board").optional() });

export const handle: PageHandle = { revalidates: true };

export async function loader({ context, params, url }: Route.LoaderArgs) {
  const { caller, organization } = await requireMember(context, params.organization, "leads.read");
  const { filter, sort } = parseSearch(url.searchParams, leadSearch);
  const { on } = parseSearch(url.searchParams, search);
  const { slug, currency } = organization;
  const [owners, names] = await Promise.all([listOwners(caller, {}), filterNames(caller, filter)]);
  return { filter, sort, on, owners, names: { ...names, currency }, slug };
}

/** The members who work leads, each a link to theirs among those that the list or the board shows. */
export default function LeadOwners({ loaderData }: Route.ComponentProps) {
  const { filter, sort, on, owners, names, slug } = loaderData;
  const i18n = useI18n();
  const { m } = i18n;
  const t = m.leadList;
  const addressOf = (other: LeadFilter) =>
    on === "board" ? boardUrl(slug, other) : leadsUrl(slug, other, sort);
  const choices = [
    ...owners.map(({ userId, name }) => ({ userId, name })),
    { userId: noOwner, name: t.nobody },
  ];
  return (
    <>
      <title>{m.common.pageTitle(t.owners)}</title>
      <PageHeader
        title={t.owners}
        trail={[{ label: m.leads.title, href: leadsUrl(slug) }]}
        period={leadFilterText({ ...filter, owner: undefined }, i18n, names) ?? m.home.allLeads}
      />
      <ul className="max-w-md border-line border-t">
        {choices.map(({ userId, name }) => (
          <li key={userId} className="border-line border-b">
            <Link
              to={addressOf({ ...filter, owner: userId })}
              className="block py-2.5 font-semibold hover:text-accent"
            >
              {name}
            </Link>
          </li>
        ))}
      </ul>
      <p className="mt-6">
        <ButtonLink to={addressOf(filter)} look="quiet">
          {m.common.cancel}
        </ButtonLink>
      </p>
    </>
  );
}
