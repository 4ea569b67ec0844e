import { conditionsIn, type LeadFilter, leadsUrl, reversedEnds } from "#app/domains/leads/lead-filter.ts";
import { useI18n } from "#app/i18n/index.ts";
import { ButtonLink, EmptyState } from "#app/ui/index.ts";
import type { TypedAmounts } from "./typed-amounts.ts";

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
      <NoLeads title={t.noMatch} showAll={leadsUrl(slug)}>
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

interface ImpossibleFilterProps {
  filter: LeadFilter;
  wrong: TypedAmounts["wrong"] | undefined;
  /** the page without a filter */
  showAll: string;
}

/** Why no lead can be in a filter. */
export function ImpossibleFilter({ filter, wrong, showAll }: ImpossibleFilterProps) {
  const { m } = useI18n();
  const [title, hint] = wrong
    ? [m.leadList.noAmount, m.leadList.noAmountHint]
    : reversedEnds(filter).includes("valueTo")
      ? [m.leadList.reversedAmounts, m.leadList.reversedAmountsHint]
      : [m.common.period.reversed, m.leads.list.reversedHint];
  return (
    <NoLeads title={title} showAll={showAll}>
      {hint}
    </NoLeads>
  );
}

/** What a filter found, which is nothing, and the way to all leads. */
function NoLeads({ title, showAll, children }: { title: string; showAll: string; children: string }) {
  const { m } = useI18n();
  return (
    <EmptyState
      title={title}
      action={
        <ButtonLink to={showAll} look="quiet">
          {m.leads.list.showAll}
        </ButtonLink>
      }
    >
      {children}
    </EmptyState>
  );
}
