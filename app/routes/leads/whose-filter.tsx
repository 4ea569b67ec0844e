import { Link } from "react-router";
import { type LeadFilter, noOwner } from "#app/domains/leads/lead-filter.ts";
import { useI18n } from "#app/i18n/index.ts";
import { SelectField } from "#app/ui/index.ts";
import type { Choice, WhoseChoices } from "./filter-choices.ts";

interface WhoseFilterProps {
  filter: LeadFilter;
  whose: WhoseChoices;
  /** where a colleague is chosen */
  ownersHref: string;
}

/** Whose leads: by tag, cohort, mentee and who works them. */
export function WhoseFilter({ filter, whose, ownersHref }: WhoseFilterProps) {
  return (
    <>
      <BelongingFilter filter={filter} whose={whose} />
      <OwnerFilter filter={filter} whose={whose} ownersHref={ownersHref} />
    </>
  );
}

function BelongingFilter({ filter, whose }: Omit<WhoseFilterProps, "ownersHref">) {
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

/** Nobody, or the colleague that was chosen on a page of its own. */
function OwnerFilter({ filter, whose, ownersHref }: WhoseFilterProps) {
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
      <Link to={ownersHref} className="link mb-2">
        {m.leadList.chooseOwner}
      </Link>
    </div>
  );
}
