import type { LeadFacts } from "#app/domains/leads/lead-facts.ts";
import type { LeadDetails } from "#app/domains/leads/queries.server.ts";
import { type I18n, useI18n } from "#app/i18n/index.ts";
import { VersionTable } from "#app/ui/index.ts";
import type { LeadStatus } from "#schema";
import type { OwnerChoices } from "./owner-choices.server.ts";

interface Outcome {
  status: LeadStatus;
  wonOn?: string | null | undefined;
  lostReason?: string | null | undefined;
}

type Version = LeadFacts & Outcome;

interface LeadVersionsProps {
  yours: Version;
  saved: LeadDetails;
  mentees: readonly { id: string; businessName: string }[];
  /** null where the person does not choose */
  owners: OwnerChoices | null;
  currency: string;
}

/** What a person typed beside what somebody else has saved meanwhile. */
export function LeadVersions({ yours, saved, mentees, owners, currency }: LeadVersionsProps) {
  const i18n = useI18n();
  const { m, f } = i18n;
  const t = m.leads.fields;
  const row = rowsOf<Version>(yours, saved);
  const menteeName = (id: string) => mentees.find((mentee) => mentee.id === id)?.businessName;
  const ownerName = (id: string) =>
    id === saved.ownerId ? saved.ownerName : owners?.find(({ userId }) => userId === id)?.name;
  return (
    <VersionTable
      rows={[
        row(t.name, ({ name }) => name),
        row(t.menteeId, ({ menteeId }) => menteeName(menteeId)),
        ...(owners
          ? [row(t.ownerId, ({ ownerId }) => (ownerId ? ownerName(ownerId) : m.leads.noOwner))]
          : []),
        row(t.enteredOn, ({ enteredOn }) => f.date(enteredOn)),
        row(t.email, ({ email }) => email),
        row(t.phone, ({ phone }) => phone),
        row(t.source, ({ source }) => source),
        row(t.value, ({ value }) => (value === null ? m.leads.notDeclared : f.money(value, currency))),
        row(t.externalId, ({ externalId }) => externalId),
        ...outcomeRows(yours, saved, i18n),
      ]}
    />
  );
}

export interface MoveVersionsProps {
  /** the value only where one was given */
  yours: Outcome & { value?: number | undefined };
  saved: LeadDetails;
  currency: string;
}

/** Where a person wanted to move a lead beside where somebody else has left it. */
export function MoveVersions({ yours, saved, currency }: MoveVersionsProps) {
  const i18n = useI18n();
  const { m, f } = i18n;
  const row = rowsOf<{ value: number | null }>({ value: yours.value ?? saved.value }, saved);
  return (
    <VersionTable
      rows={[
        ...outcomeRows(yours, saved, i18n),
        row(m.leads.fields.value, ({ value }) =>
          value === null ? m.leads.notDeclared : f.money(value, currency),
        ),
      ]}
    />
  );
}

function outcomeRows(yours: Outcome, saved: Outcome, { m, f }: I18n) {
  const t = m.leads.fields;
  const row = rowsOf(yours, saved);
  const either = (status: LeadStatus) => yours.status === status || saved.status === status;
  return [
    row(t.status, ({ status }) => m.leads.status[status]),
    ...(either("won") ? [row(t.wonOn, ({ wonOn }) => wonOn && f.date(wonOn))] : []),
    ...(either("lost") ? [row(t.lostReason, ({ lostReason }) => lostReason)] : []),
  ];
}

const rowsOf =
  <Compared,>(yours: Compared, saved: Compared) =>
  (label: string, read: (version: Compared) => string | null | undefined) => ({
    label,
    yours: read(yours) ?? "",
    saved: read(saved) ?? "",
  });
