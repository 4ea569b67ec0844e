import {
  conditionsIn,
  type LeadFilter,
  type LeadSort,
  leadSearchParams,
  longestQuiet,
  unknownSource,
} from "#app/domains/leads/lead-filter.ts";
import { leadStatuses, pipelineStages } from "#app/domains/leads/lead-status.ts";
import { longestSearch } from "#app/domains/leads/search-words.ts";
import { useI18n } from "#app/i18n/index.ts";
import { Icon } from "#app/ui/icon.tsx";
import { ChoicesField, FilterForm, SelectField, TextField } from "#app/ui/index.ts";
import { AmountFilter } from "./amount-filter.tsx";
import type { FilterChoices } from "./filter-choices.ts";
import { PeriodFilter } from "./period-filter.tsx";
import type { TypedAmounts } from "./typed-amounts.ts";
import { WhoseFilter } from "./whose-filter.tsx";

interface LeadFiltersProps {
  filter: LeadFilter;
  choices: FilterChoices;
  /** which a new filter leaves as it is */
  sort?: LeadSort;
  /** the address of this page with another filter */
  addressOf: (filter: LeadFilter) => string;
  /** where a colleague is chosen */
  ownersHref: string;
  /** amounts that were typed and are none */
  wrong?: TypedAmounts["wrong"] | undefined;
  currency: string;
}

/** Every condition that the address can hold: what a report's link has set is seen here, and can be taken away. */
export function LeadFilters(props: LeadFiltersProps) {
  const { filter, sort, addressOf } = props;
  const { m } = useI18n();
  const t = m.leads.filter;
  return (
    <FilterForm
      active={conditionsIn(filter)}
      clearHref={addressOf({})}
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
      <PeriodFilter filter={filter} from="from" to="to" labels={[t.enteredFrom, t.enteredTo]} />
      <MoreFilters {...props} />
    </FilterForm>
  );
}

/** What is asked for less often, folded unless one of it is set. */
function MoreFilters({ filter, choices, wrong, currency, ownersHref }: LeadFiltersProps) {
  const { m } = useI18n();
  const t = m.leads.filter;
  const { q: _q, status: _status, from: _from, to: _to, ...folded } = filter;
  const { source, reached, value, quiet, daysToWin } = filter;
  const open = conditionsIn(folded) > 0 || wrong !== undefined;
  const { sources, whose } = choices;
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
        <WhoseFilter filter={filter} whose={whose} ownersHref={ownersHref} />
        <PeriodFilter filter={filter} from="wonFrom" to="wonTo" labels={[t.wonFrom, t.wonTo]} />
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
        <AmountFilter filter={filter} wrong={wrong ?? {}} currency={currency} />
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
