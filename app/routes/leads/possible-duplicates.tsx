import { useId } from "react";
import { leadUrl } from "#app/domains/leads/lead-filter.ts";
import { LeadStatusBadge } from "#app/domains/leads/lead-status-badge.tsx";
import type { DuplicateLead } from "#app/domains/leads/queries.server.ts";
import { useI18n } from "#app/i18n/index.ts";
import { EmailText } from "#app/ui/email-text.tsx";
import { Flash, Link, SubmitButton } from "#app/ui/index.ts";
import { ScrollBox } from "#app/ui/scroll-box.tsx";

interface PossibleDuplicatesProps {
  lead: { id: string };
  duplicates: readonly DuplicateLead[];
  slug: string;
}

/** Leads that may be the same person, each to be compared and merged; nothing where there are none. */
export function PossibleDuplicates({ lead, duplicates, slug }: PossibleDuplicatesProps) {
  const { m } = useI18n();
  const t = m.duplicates;
  if (duplicates.length === 0) return null;
  return (
    <div className="mb-8 border-warn border-l-4 bg-warn-wash px-4 py-3 print:hidden">
      <h2 className="font-semibold">{t.ofLead}</h2>
      <ul className="mt-1">
        {duplicates.map(({ id, name, menteeName }) => (
          <li key={id} className="flex flex-wrap gap-x-3 py-1">
            <span>
              <Link className="link" to={leadUrl(slug, id)}>
                {name}
              </Link>{" "}
              · {menteeName}
            </span>
            <Link className="link" to={`${leadUrl(slug, lead.id)}/merge/${id}`}>
              {t.compare}
              <span className="sr-only"> {name}</span>
            </Link>
          </li>
        ))}
      </ul>
    </div>
  );
}

interface TypedLead {
  name: string;
  email: string | null;
  phone: string | null;
}

interface FoundDuplicatesProps {
  typed: TypedLead;
  duplicates: readonly DuplicateLead[];
  slug: string;
}

/** What was typed beside the leads that there are already. */
export function FoundDuplicates({ typed, duplicates, slug }: FoundDuplicatesProps) {
  const { m, f } = useI18n();
  const t = m.duplicates;
  const captionId = useId();
  const fields = m.leads.fields;
  const rows = [
    {
      label: fields.email,
      yours: <EmailText address={typed.email} />,
      of: ({ email }: DuplicateLead) => <EmailText address={email} />,
    },
    { label: fields.phone, yours: typed.phone, of: ({ phoneText }: DuplicateLead) => phoneText },
    { label: fields.menteeId, yours: null, of: ({ menteeName }: DuplicateLead) => menteeName },
    { label: fields.enteredOn, yours: null, of: ({ enteredOn }: DuplicateLead) => f.date(enteredOn) },
    {
      label: fields.status,
      yours: null,
      of: ({ status }: DuplicateLead) => <LeadStatusBadge status={status} />,
    },
  ];
  const cell = "wrap-anywhere sm:min-w-36 sm:px-3 sm:py-2";
  return (
    <div className="mb-8">
      <Flash tone="warn" answer={duplicates}>
        {t.found}
      </Flash>
      <ScrollBox labelledBy={captionId} className="my-4">
        <table className="abreast w-full border-collapse text-left">
          <caption id={captionId} className="figure pb-2 text-left text-2xl">
            {t.caption}
          </caption>
          <thead>
            <tr className="label border-ink border-b-2">
              <td />
              <th scope="col" className={cell}>
                {t.typed}
              </th>
              {duplicates.map(({ id, name }) => (
                <th key={id} scope="col" className={cell}>
                  <Link className="link" to={leadUrl(slug, id)}>
                    {name}
                  </Link>
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {rows.map(({ label, yours, of }) => (
              <tr key={label} className="border-line border-b align-baseline">
                <th scope="row" className="font-semibold sm:whitespace-nowrap sm:py-2 sm:pr-3">
                  {label}
                </th>
                <td className={yours === null ? `${cell} max-sm:hidden` : cell}>
                  <Whose name={t.typed} />
                  {yours ?? "–"}
                </td>
                {duplicates.map((duplicate) => (
                  <td key={duplicate.id} className={cell}>
                    <Whose name={duplicate.name} />
                    {of(duplicate) ?? "–"}
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </ScrollBox>
    </div>
  );
}

/** On a phone, where the cells of a field stand below each other: what the head of the column says. */
function Whose({ name }: { name: string }) {
  return (
    <span aria-hidden="true" className="block text-muted text-sm sm:hidden">
      {name}
    </span>
  );
}

/** The form's own button once more, knowing these leads. It comes after the plain one, which Enter presses: that looks again. */
export function AddAnyway({ duplicates }: Pick<FoundDuplicatesProps, "duplicates">) {
  const { m } = useI18n();
  return (
    <SubmitButton look="quiet" name="knownDuplicates" value={duplicates.map(({ id }) => id).join(" ")}>
      {m.duplicates.anyway}
    </SubmitButton>
  );
}
