import { type FilteredNames, leadConditionTexts } from "#app/domains/leads/filter-text.ts";
import { type LeadFilter, withoutCondition } from "#app/domains/leads/lead-filter.ts";
import { useI18n } from "#app/i18n/index.ts";
import { Icon } from "#app/ui/icon.tsx";
import { Link } from "#app/ui/index.ts";

interface FilterChipsProps {
  filter: LeadFilter;
  names: FilteredNames;
  /** the address of this page with another filter */
  addressOf: (filter: LeadFilter) => string;
}

/** The conditions that are set, each a link to the page without it. */
export function FilterChips({ filter, names, addressOf }: FilterChipsProps) {
  const i18n = useI18n();
  const { m } = i18n;
  const texts = leadConditionTexts(filter, i18n, names);
  if (texts.length === 0) return null;
  return (
    <ul aria-label={m.leadList.conditions} className="mb-4 flex flex-wrap gap-2 print:hidden">
      {texts.map(({ condition, text }) => (
        <li key={condition[0]} className="max-w-full">
          <Link
            to={addressOf(withoutCondition(filter, condition))}
            preventScrollReset
            aria-label={m.leadList.remove(text)}
            className="inline-flex min-h-8 max-w-full items-center gap-2 border border-edge px-2.5 text-sm hover:border-accent hover:text-accent"
          >
            <span className="truncate">{text}</span>
            <Icon name="close" className="size-2.5" />
          </Link>
        </li>
      ))}
    </ul>
  );
}
