import {
  type ActivityFilter,
  activityUrl,
  conditionsIn,
  isReversed,
  recordTypes,
  systemActor,
} from "#app/domains/activity/activity-filter.ts";
import type { Actor } from "#app/domains/activity/queries.server.ts";
import { useI18n } from "#app/i18n/index.ts";
import { DateField, FilterForm, SelectField } from "#app/ui/index.ts";
import { actionWords } from "./activity-words.ts";

interface ActivityFiltersProps {
  filter: ActivityFilter;
  actors: readonly Actor[];
  slug: string;
}

/** By whom, of what, what and when. */
export function ActivityFilters({ filter, actors, slug }: ActivityFiltersProps) {
  const { locale, m } = useI18n();
  const t = m.activity;
  const actions = Object.keys(t.actions)
    .map((action) => ({ value: action, label: actionWords(action, { m }) }))
    .sort((a, b) => a.label.localeCompare(b.label, locale));
  return (
    <FilterForm active={conditionsIn(filter)} clearHref={activityUrl(slug)}>
      <SelectField
        label={t.filter.by}
        id="by"
        name="by"
        defaultValue={filter.by ?? ""}
        blank={t.filter.anybody}
        options={[
          ...actors.map(({ userId, name }) => ({ value: userId, label: name })),
          { value: systemActor, label: `${t.system} (${t.systemHint})` },
        ]}
        className="sm:max-w-56"
      />
      <SelectField
        label={t.filter.record}
        id="record"
        name="record"
        defaultValue={filter.record ?? ""}
        blank={t.filter.anyRecord}
        options={recordTypes.map((type) => ({ value: type, label: t.records[type] }))}
      />
      <SelectField
        label={t.filter.action}
        id="action"
        name="action"
        defaultValue={filter.action ?? ""}
        blank={t.filter.anyAction}
        options={actions}
        className="sm:max-w-64"
      />
      <div className="flex gap-x-6 gap-y-4 max-sm:flex-col">
        <DateField label={t.filter.from} id="from" name="from" defaultValue={filter.from ?? ""} />
        <DateField
          label={t.filter.to}
          id="to"
          name="to"
          defaultValue={filter.to ?? ""}
          errors={isReversed(filter) ? [m.common.period.reversed] : []}
        />
      </div>
    </FilterForm>
  );
}
