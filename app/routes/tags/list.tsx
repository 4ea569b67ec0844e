import { listTags } from "#app/domains/labels/queries.server.ts";
import { tagUrl } from "#app/domains/labels/tag-urls.ts";
import { leadsUrl } from "#app/domains/leads/lead-filter.ts";
import { useI18n } from "#app/i18n/index.ts";
import type { PageHandle } from "#app/server/pages/page-handle.ts";
import { requireMember } from "#app/server/session.server.ts";
import { ButtonLink, DataTable, EmptyState, Link, PageHeader } from "#app/ui/index.ts";
import type { Route } from "./+types/list.ts";

export const handle: PageHandle = { revalidates: true };

export async function loader({ context, params }: Route.LoaderArgs) {
  const { caller, organization } = await requireMember(context, params.organization, "tags.manage");
  return { tags: await listTags(caller, {}), slug: organization.slug };
}

/** The words that an organization marks its leads with. */
export default function Tags({ loaderData }: Route.ComponentProps) {
  const { tags, slug } = loaderData;
  const { m } = useI18n();
  const t = m.tags;
  const actionsOn = (tagId: string, name: string) => (
    <span className="flex flex-wrap justify-end gap-x-4">
      {(
        [
          [t.merge.link, `${tagUrl(slug, tagId)}/merge`],
          [t.delete.link, `${tagUrl(slug, tagId)}/delete`],
        ] as const
      ).map(([label, to]) => (
        <Link key={to} className="link" to={to}>
          {label}
          <span className="sr-only"> {name}</span>
        </Link>
      ))}
    </span>
  );
  return (
    <>
      <title>{m.common.pageTitle(t.title)}</title>
      <PageHeader title={t.title} trail={[{ label: m.leads.title, href: leadsUrl(slug) }]} />
      <p className="mb-6 max-w-prose text-muted">{t.explain}</p>
      <div className="max-w-2xl">
        <DataTable
          caption={t.title}
          captionHidden
          rows={tags}
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
              header: t.name,
              rowHeader: true,
              cell: (row) => <Link to={tagUrl(slug, row.id)}>{row.name}</Link>,
            },
            {
              key: "actions",
              header: t.actions,
              figure: true,
              control: true,
              cell: (row) => actionsOn(row.id, row.name),
            },
          ]}
        />
      </div>
    </>
  );
}
