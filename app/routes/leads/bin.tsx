import { Form } from "react-router";
import { z } from "zod";
import { binUrl, leadsUrl, leadUrl } from "#app/domains/leads/lead-filter.ts";
import { listBin } from "#app/domains/leads/queries.server.ts";
import { cursor } from "#app/domains/list-search.ts";
import { useI18n } from "#app/i18n/index.ts";
import type { PageHandle } from "#app/server/pages/page-handle.ts";
import { requestServices } from "#app/server/request-context.server.ts";
import { parseSearch } from "#app/server/search-params.ts";
import { requireMember } from "#app/server/session.server.ts";
import { ButtonLink, DataTable, EmptyState, Link, PageHeader, Pager, SubmitButton } from "#app/ui/index.ts";
import type { Route } from "./+types/bin.ts";

const pageSize = 50;

const search = z.object({ after: cursor, before: cursor });

export const handle: PageHandle = { revalidates: true };

export async function loader({ context, params, url }: Route.LoaderArgs) {
  const { caller, organization } = await requireMember(context, params.organization, "leads.read");
  const place = parseSearch(url.searchParams, search);
  const { timeZone, slug } = organization;
  const cursorSecret = requestServices(context).secret;
  return { page: await listBin(caller, { ...place, pageSize, timeZone, cursorSecret }), slug };
}

export default function Bin({ loaderData }: Route.ComponentProps) {
  const { page, slug } = loaderData;
  const { m, f } = useI18n();
  const t = m.leads.bin;
  const { rows, previous, next } = page;
  const at = (name: "after" | "before", place: string) =>
    `${binUrl(slug)}?${new URLSearchParams({ [name]: place })}`;
  return (
    <>
      <title>{m.common.pageTitle(t.title)}</title>
      <PageHeader title={t.title} trail={[{ label: m.leads.title, href: leadsUrl(slug) }]} />
      <div className="mt-6">
        <DataTable
          caption={t.title}
          captionHidden
          rows={rows}
          rowKey={(row) => row.id}
          empty={
            <EmptyState
              title={t.empty}
              action={
                <ButtonLink to={leadsUrl(slug)} look="quiet">
                  {m.leads.list.showAll}
                </ButtonLink>
              }
            >
              {t.emptyHint}
            </EmptyState>
          }
          columns={[
            {
              key: "name",
              header: m.leads.columns.lead,
              rowHeader: true,
              cell: (row) =>
                row.mergedIntoId === null ? (
                  <Link to={`${leadUrl(slug, row.id)}/restore`}>{row.name}</Link>
                ) : (
                  <>
                    {row.name}
                    <span className="block font-normal text-muted text-sm">
                      {m.duplicates.merged}{" "}
                      {row.mergedIntoName === null ? (
                        "–"
                      ) : (
                        <Link className="link" to={leadUrl(slug, row.mergedIntoId)}>
                          {row.mergedIntoName}
                        </Link>
                      )}
                    </span>
                  </>
                ),
            },
            { key: "mentee", header: m.leads.columns.mentee, minor: true, cell: (row) => row.menteeName },
            { key: "deleted", header: t.deletedOn, figure: true, cell: (row) => f.columnDate(row.deletedOn) },
            {
              key: "restore",
              header: t.restore,
              control: true,
              cell: (row) => {
                if (row.mergedIntoId !== null) return null;
                const action = `${leadUrl(slug, row.id)}/restore`;
                return (
                  <Form method="post" action={action}>
                    <SubmitButton look="quiet" action={action}>
                      {t.restore}
                      <span className="sr-only"> {row.name}</span>
                    </SubmitButton>
                  </Form>
                );
              },
            },
          ]}
        />
      </div>
      <Pager
        {...(previous !== null && { previous: at("before", previous) })}
        {...(next !== null && { next: at("after", next) })}
      />
    </>
  );
}
