import { conditionsIn, type LeadFilter, leadsUrl } from "#app/domains/leads/lead-filter.ts";
import { useI18n } from "#app/i18n/index.ts";
import { ButtonLink, EmptyState } from "#app/ui/index.ts";

interface EmptyLeadsProps {
  filter: LeadFilter;
  slug: string;
  /** There is a page beside this one. */
  atEnd: boolean;
}

/** Why a list shows no lead, and what to do. */
export function EmptyLeads({ filter, slug, atEnd }: EmptyLeadsProps) {
  const { m } = useI18n();
  const t = m.leads.list;
  if (atEnd) return <EmptyState title={t.endReached}>{t.endReachedHint}</EmptyState>;
  if (conditionsIn(filter) > 0) {
    return (
      <NoLeads title={t.noMatch} slug={slug}>
        {t.noMatchHint}
      </NoLeads>
    );
  }
  return (
    <EmptyState title={t.empty} action={<ButtonLink to={`/o/${slug}/leads/new`}>{m.leads.new}</ButtonLink>}>
      {t.emptyHint}
    </EmptyState>
  );
}

/** What a filter found, which is nothing, and the way to all leads. */
export function NoLeads({ title, slug, children }: { title: string; slug: string; children: string }) {
  const { m } = useI18n();
  return (
    <EmptyState
      title={title}
      action={
        <ButtonLink to={leadsUrl(slug)} look="quiet">
          {m.leads.list.showAll}
        </ButtonLink>
      }
    >
      {children}
    </EmptyState>
  );
}
