import { z } from "zod";
import { importsUrl, importUrl } from "#app/domains/imports/import-urls.ts";
import { type ListedImport, listImports } from "#app/domains/imports/queries.server.ts";
import { leadsUrl } from "#app/domains/leads/lead-filter.ts";
import { cursor } from "#app/domains/list-search.ts";
import { useI18n } from "#app/i18n/index.ts";
import type { PageHandle } from "#app/server/pages/page-handle.ts";
import { requestServices } from "#app/server/request-context.server.ts";
import { parseSearch } from "#app/server/search-params.ts";
import { requireMember } from "#app/server/session.server.ts";
import { ButtonLink, DataTable, EmptyState, Link, PageHeader, Pager } from "#app/ui/index.ts";
import type { Route } from "./+types/list.ts";
import { ImportState } from "./import-state.tsx";

const pageSize = 50;

const search = z.object({ after: cursor, before: cursor });

export const handle: PageHandle = { revalidates: true };

export async function loader({ context, params, url }: Route.LoaderArgs) {
  const { caller, organization } = await requireMember(context, params.organization, "leads.import");
  const place = parseSearch(url.searchParams, search);
  const { slug, timeZone } = organization;
  const cursorSecret = requestServices(context).secret;
  return { page: await listImports(caller, { ...place, pageSize, cursorSecret }), slug, timeZone };
}

export default function ImportList({ loaderData }: Route.ComponentProps) {
  const { page, slug, timeZone } = loaderData;
  const { m, f } = useI18n();
  const t = m.imports;
  const count = (of: "created" | "updated" | "rejected") => ({
    key: of,
    header: t.counts[of],
    figure: true,
    cell: ({ counts }: ListedImport) => (counts === null ? "–" : f.number(counts[of])),
  });
  return (
    <>
      <title>{m.common.pageTitle(t.title)}</title>
      <PageHeader
        title={t.title}
        trail={[{ label: m.leads.title, href: leadsUrl(slug) }]}
        actions={<ButtonLink to={`${importsUrl(slug)}/new`}>{t.new}</ButtonLink>}
      />
      <DataTable<ListedImport>
        caption={t.title}
        captionHidden
        rows={page.rows}
        rowKey={({ id }) => id}
        empty={
          <EmptyState
            title={t.list.empty}
            action={<ButtonLink to={`${importsUrl(slug)}/new`}>{t.new}</ButtonLink>}
          >
            {t.list.emptyHint}
          </EmptyState>
        }
        columns={[
          {
            key: "file",
            header: t.list.file,
            rowHeader: true,
            cell: ({ id, fileName }) => (
              <Link to={importUrl(slug, id)} className="break-words">
                {fileName}
              </Link>
            ),
          },
          { key: "state", header: t.list.state, cell: (each) => <ImportState {...each} /> },
          count("created"),
          count("updated"),
          { ...count("rejected"), minor: true },
          { key: "by", header: t.list.by, minor: true, cell: ({ by }) => by ?? t.list.byCommand },
          {
            key: "at",
            header: t.list.at,
            minor: true,
            cell: ({ createdAt }) => (
              <span className="whitespace-nowrap">{f.dateTime(createdAt, timeZone)}</span>
            ),
          },
        ]}
      />
      <Pager
        {...(page.previous !== null && { previous: importsUrl(slug, { before: page.previous }) })}
        {...(page.next !== null && { next: importsUrl(slug, { after: page.next }) })}
      />
    </>
  );
}
