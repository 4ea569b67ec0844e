import { type LeadFilter, reversedEnds } from "#app/domains/leads/lead-filter.ts";
import { useI18n } from "#app/i18n/index.ts";
import { MoneyField } from "#app/ui/index.ts";
import { type AmountField, amountFields, type TypedAmounts } from "./typed-amounts.ts";

interface AmountFilterProps {
  filter: LeadFilter;
  wrong: TypedAmounts["wrong"];
  currency: string;
}

/** Both ends of a range of values, as a person writes amounts. */
export function AmountFilter({ filter, wrong, currency }: AmountFilterProps) {
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
