import { Link } from "react-router";
import type { FilteredNames } from "#app/domains/leads/filter-text.ts";
import {
  conditionsIn,
  type LeadFilter,
  type LeadSort,
  leadSearchParams,
  leadsUrl,
  longestQuiet,
  noOwner,
  ownersUrl,
  reversedEnds,
  unknownSource,
} from "#app/domains/leads/lead-filter.ts";
import { leadStatuses, pipelineStages } from "#app/domains/leads/lead-status.ts";
import type { SourceChoices } from "#app/domains/leads/queries.server.ts";
import { longestSearch } from "#app/domains/leads/search-words.ts";
import { useI18n } from "#app/i18n/index.ts";
import { Icon } from "#app/ui/icon.tsx";
import { ChoicesField, DateField, FilterForm, MoneyField, SelectField, TextField } from "#app/ui/index.ts";
import { type AmountField, amountFields, type TypedAmounts } from "./typed-amounts.ts";

/** Whose leads one can ask for; what the filter names is always among them, unless this person may not see it. */
export interface WhoseChoices {
  mentees: readonly Choice[];
  /** There are more mentees than are listed. */
  moreMentees: boolean;
  cohorts: readonly Choice[];
  tags: readonly Choice[];
  /** Of the member whose leads the filter means. */
  ownerName: string | undefined;
}

interface Choice {
  id: string;
  name: string;
}

/** What the mentee and the cohort of a filter are called. */
export function namesIn(
  { mentee, cohort, tag }: LeadFilter,
  { mentees, cohorts, tags, ownerName }: WhoseChoices,
): Omit<FilteredNames, "currency"> {
  const nameOf = (choices: readonly Choice[], id: string | undefined) =>
    choices.find((choice) => choice.id === id)?.name;
  return {
    owner: ownerName,
    tag: nameOf(tags, tag),
    mentee: nameOf(mentees, mentee),
    cohort: nameOf(cohorts, cohort),
  };
}

interface LeadFiltersProps {
  filter: LeadFilter;
  sources: SourceChoices;
  whose: WhoseChoices;
  /** which a new filter leaves as it is */
  sort: LeadSort;
  /** amounts that were typed and are none */
  wrong?: TypedAmounts["wrong"] | undefined;
  organization: { slug: string; currency: string };
}

/** Every condition that the address can hold: what a report's link has set is seen here, and can be taken away. */
export function LeadFilters({ filter, sort, sources, whose, wrong, organization }: LeadFiltersProps) {
  const { m } = useI18n();
  const t = m.leads.filter;
  return (
    <FilterForm
      active={conditionsIn(filter)}
      clearHref={leadsUrl(organization.slug, {}, sort)}
      keep={[...leadSearchParams({}, sort)]}
    >
      <TextField
        name="q"
        type="search"
        label={m.leadList.search}
        placeholder={m.leadList.searchHint}
        maxLength={longestSearch}
        defaultValue={filter.q}
        className="w-full sm:max-w-96"
      />
      <ChoicesField
        name="status"
        legend={t.status}
        options={leadStatuses.map((value) => ({ value, label: m.leads.status[value] }))}
        selected={filter.status ?? []}
        className="w-full"
      />
      <Period filter={filter} from="from" to="to" labels={[t.enteredFrom, t.enteredTo]} />
      <MoreFilters {...{ filter, sort, sources, whose, wrong, organization }} />
    </FilterForm>
  );
}

function MoreFilters({ filter, sort, sources, whose, wrong, organization }: LeadFiltersProps) {
  const { m } = useI18n();
  const t = m.leads.filter;
  const { q: _q, status: _status, from: _from, to: _to, ...folded } = filter;
  const { source, reached, value, quiet, daysToWin } = filter;
  const open = conditionsIn(folded) > 0 || wrong !== undefined;
  const listed = [...new Set([...sources.sources, ...(source ?? [])])];
  return (
    <details open={open} className="group open:w-full">
      <summary className="label inline-flex min-h-10 items-center gap-2 text-muted hover:text-ink group-open:text-ink">
        <Icon name="next" className="size-3 group-open:rotate-90" />
        {t.more}
      </summary>
      <div className="mt-2 flex flex-wrap items-end gap-x-6 gap-y-4 max-sm:flex-col max-sm:items-stretch">
        {listed.length > 0 && (
          <div className="max-h-56 w-full overflow-y-auto">
            <ChoicesField
              name="source"
              legend={t.source}
              options={listed.map((each) => ({
                value: each,
                label: each === unknownSource ? m.leads.unknownSource : each,
              }))}
              selected={source ?? []}
            />
            {sources.more && <p className="mt-1 text-muted text-sm">{t.moreSources}</p>}
          </div>
        )}
        <WhoseFilters filter={filter} whose={whose} />
        <OwnerFilter {...{ filter, sort, whose, slug: organization.slug }} />
        <Period filter={filter} from="wonFrom" to="wonTo" labels={[t.wonFrom, t.wonTo]} />
        <SelectField
          name="reached"
          label={t.reached}
          blank={m.common.form.any}
          options={pipelineStages.slice(1).map((stage) => ({ value: stage, label: m.leads.status[stage] }))}
          defaultValue={reached ?? ""}
        />
        <SelectField
          name="value"
          label={t.value}
          blank={m.common.form.any}
          options={(["declared", "undeclared"] as const).map((each) => ({
            value: each,
            label: t.values[each],
          }))}
          defaultValue={value ?? ""}
        />
        <Amounts filter={filter} wrong={wrong ?? {}} currency={organization.currency} />
        <TextField
          name="quiet"
          type="number"
          label={m.leadList.quiet}
          min={1}
          max={longestQuiet}
          className="sm:w-52"
          defaultValue={quiet}
        />
        <SelectField
          name="daysToWin"
          label={t.daysToWin}
          blank={m.common.form.any}
          options={(["measured", "negative"] as const).map((each) => ({
            value: each,
            label: t.daysToWins[each],
          }))}
          defaultValue={daysToWin ?? ""}
        />
      </div>
    </details>
  );
}

interface AmountsProps {
  filter: LeadFilter;
  wrong: TypedAmounts["wrong"];
  currency: string;
}

/** Both ends of a range of values, as a person writes amounts. */
function Amounts({ filter, wrong, currency }: AmountsProps) {
  const { m } = useI18n();
  const reversed = reversedEnds(filter).includes("valueTo");
  const errorsOf = (field: AmountField) => {
    if (wrong[field] !== undefined) return [m.errors.field.money];
    return field === "max" && reversed ? [m.leadList.reversedAmounts] : undefined;
  };
  return (["min", "max"] as const).map((field) => {
    const errors = errorsOf(field);
    return (
      <MoneyField
        key={field}
        name={field}
        label={field === "min" ? m.leadList.valueFrom : m.leadList.valueTo}
        currency={currency}
        className="sm:w-44"
        minor={filter[amountFields[field]] ?? null}
        {...(wrong[field] !== undefined && { defaultValue: wrong[field] })}
        {...(errors && { errors })}
      />
    );
  });
}

interface PeriodProps {
  filter: LeadFilter;
  from: "from" | "wonFrom";
  to: "to" | "wonTo";
  labels: [from: string, to: string];
}

/** Both ends of a period, with what is wrong with it beside its end. */
function Period({ filter, from, to, labels }: PeriodProps) {
  const { m } = useI18n();
  const reversed = reversedEnds(filter).includes(to);
  return (
    <div className="flex flex-wrap items-start gap-x-6 gap-y-4 max-sm:flex-col max-sm:items-stretch">
      <DateField name={from} label={labels[0]} defaultValue={filter[from]} />
      <DateField
        name={to}
        label={labels[1]}
        defaultValue={filter[to]}
        {...(reversed && { errors: [m.common.period.reversed] })}
      />
    </div>
  );
}

/** Nobody, or the colleague that was chosen on a page of its own. */
function OwnerFilter({
  filter,
  sort,
  whose,
  slug,
}: Pick<LeadFiltersProps, "filter" | "sort" | "whose"> & { slug: string }) {
  const { m } = useI18n();
  const { owner } = filter;
  const chosen =
    owner && owner !== noOwner ? [{ value: owner, label: whose.ownerName ?? m.common.unknown }] : [];
  return (
    <div className="flex items-end gap-3">
      <SelectField
        name="owner"
        label={m.leadList.owner}
        blank={m.common.form.any}
        options={[{ value: noOwner, label: m.leadList.nobody }, ...chosen]}
        defaultValue={owner ?? ""}
      />
      <Link to={ownersUrl(slug, filter, sort)} className="link mb-2">
        {m.leadList.chooseOwner}
      </Link>
    </div>
  );
}

function WhoseFilters({ filter, whose }: Pick<LeadFiltersProps, "filter" | "whose">) {
  const { m } = useI18n();
  const { mentees, moreMentees, cohorts, tags } = whose;
  const options = (choices: readonly Choice[], chosen: string | undefined) => [
    ...choices.map(({ id, name }) => ({ value: id, label: name })),
    // What this person may not see is a condition all the same, and can be taken away.
    ...(chosen && !choices.some(({ id }) => id === chosen)
      ? [{ value: chosen, label: m.common.unknown }]
      : []),
  ];
  return (
    <>
      {(tags.length > 0 || filter.tag) && (
        <SelectField
          name="tag"
          label={m.leadList.tag}
          blank={m.common.form.any}
          options={options(tags, filter.tag)}
          defaultValue={filter.tag ?? ""}
        />
      )}
      <SelectField
        name="cohort"
        label={m.people.cohort}
        blank={m.common.form.any}
        options={options(cohorts, filter.cohort)}
        defaultValue={filter.cohort ?? ""}
      />
      <SelectField
        name="mentee"
        label={m.people.mentee}
        {...(moreMentees && { hint: m.leads.filter.moreMentees })}
        blank={m.common.form.any}
        options={options(mentees, filter.mentee)}
        defaultValue={filter.mentee ?? ""}
      />
    </>
  );
}
