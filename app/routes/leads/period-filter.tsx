import { type LeadFilter, reversedEnds } from "#app/domains/leads/lead-filter.ts";
import { useI18n } from "#app/i18n/index.ts";
import { DateField } from "#app/ui/index.ts";

interface PeriodFilterProps {
  filter: LeadFilter;
  from: "from" | "wonFrom";
  to: "to" | "wonTo";
  labels: [from: string, to: string];
}

/** Both ends of a period, with what is wrong with it beside its end. */
export function PeriodFilter({ filter, from, to, labels }: PeriodFilterProps) {
  const { m } = useI18n();
  const reversed = reversedEnds(filter).includes(to);
  return (
    <div className="flex flex-wrap gap-x-6 gap-y-4 max-sm:flex-col max-sm:items-stretch">
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
