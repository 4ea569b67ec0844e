import type { LeadFacts } from "#app/domains/leads/lead-facts.ts";
import type { LeadDetails } from "#app/domains/leads/queries.server.ts";
import { useI18n } from "#app/i18n/index.ts";
import { VersionTable } from "#app/ui/index.ts";

type Version = LeadFacts & { wonOn?: string | null | undefined; lostReason?: string | null };

interface LeadVersionsProps {
  yours: Version;
  saved: LeadDetails;
  mentees: readonly { id: string; businessName: string }[];
  currency: string;
}

/** What a person typed beside what somebody else has saved meanwhile. */
export function LeadVersions({ yours, saved, mentees, currency }: LeadVersionsProps) {
  const { m, f } = useI18n();
  const t = m.leads.fields;
  const row = (label: string, read: (version: Version) => string | null | undefined) => ({
    label,
    yours: read(yours) ?? "",
    saved: read(saved) ?? "",
  });
  const menteeName = (id: string) => mentees.find((mentee) => mentee.id === id)?.businessName;
  return (
    <VersionTable
      rows={[
        row(t.name, ({ name }) => name),
        row(t.menteeId, ({ menteeId }) => menteeName(menteeId)),
        row(t.enteredOn, ({ enteredOn }) => f.date(enteredOn)),
        row(t.email, ({ email }) => email),
        row(t.phone, ({ phone }) => phone),
        row(t.source, ({ source }) => source),
        row(t.value, ({ value }) => (value === null ? m.leads.notDeclared : f.money(value, currency))),
        row(t.externalId, ({ externalId }) => externalId),
        ...(saved.status === "won" ? [row(t.wonOn, ({ wonOn }) => wonOn && f.date(wonOn))] : []),
        ...(saved.status === "lost" ? [row(t.lostReason, ({ lostReason }) => lostReason)] : []),
      ]}
    />
  );
}
