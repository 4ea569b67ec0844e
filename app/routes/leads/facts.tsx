import { leadsUrl, unknownSource } from "#app/domains/leads/lead-filter.ts";
import { LeadStatusBadge } from "#app/domains/leads/lead-status-badge.tsx";
import type { LeadDetails } from "#app/domains/leads/queries.server.ts";
import { menteeUrl } from "#app/domains/mentees/mentee-list.ts";
import { useI18n } from "#app/i18n/index.ts";
import { EmailText } from "#app/ui/email-text.tsx";
import { DefinitionList, Link } from "#app/ui/index.ts";
import { useShownStatus } from "./move-forms.tsx";

interface FactsProps {
  lead: LeadDetails;
  organization: { slug: string; currency: string };
}

/** What is written down about a lead. */
export function Facts({ lead, organization }: FactsProps) {
  const { m, f } = useI18n();
  const { slug, currency } = organization;
  const t = m.leads.fields;
  const status = useShownStatus(lead, slug);
  return (
    <DefinitionList
      items={[
        {
          term: t.status,
          detail: (
            <>
              <LeadStatusBadge status={status} />
              {lead.inStageSince !== null && (
                <span className="ml-2 text-muted text-sm">
                  {m.leads.history.since(f.date(lead.inStageSince))}
                </span>
              )}
            </>
          ),
        },
        {
          term: t.value,
          detail:
            lead.value === null ? (
              <span className="text-muted">{m.leads.notDeclared}</span>
            ) : (
              <span className="tally text-xl">{f.money(lead.value, currency)}</span>
            ),
        },
        ...(lead.wonOn === null ? [] : [{ term: t.wonOn, detail: f.longDate(lead.wonOn) }]),
        ...(lead.lostReason === null ? [] : [{ term: t.lostReason, detail: lead.lostReason }]),
        {
          term: t.menteeId,
          detail: (
            <>
              <Link className="link" to={menteeUrl(slug, lead.menteeId)}>
                {lead.menteeName}
              </Link>
              {` · ${lead.cohortName}`}
            </>
          ),
        },
        {
          term: t.ownerId,
          detail: lead.ownerName ?? <span className="text-muted">{m.leads.noOwner}</span>,
        },
        {
          term: t.source,
          detail: (
            <Link className="link" to={leadsUrl(slug, { source: [lead.source ?? unknownSource] })}>
              {lead.source ?? m.leads.unknownSource}
            </Link>
          ),
        },
        { term: t.enteredOn, detail: f.longDate(lead.enteredOn) },
        {
          term: t.email,
          detail: lead.email && (
            <a className="link" href={`mailto:${lead.email}`}>
              <EmailText address={lead.email} />
            </a>
          ),
        },
        {
          term: t.phone,
          detail: lead.phone && (
            <span className="flex flex-wrap gap-x-4">
              <a className="link" href={`tel:${lead.phone}`}>
                {lead.phoneText}
              </a>
              {lead.phone.startsWith("+") && (
                <a
                  className="link print:hidden"
                  href={`https://wa.me/${lead.phone.slice(1)}`}
                  rel="noreferrer"
                  target="_blank"
                >
                  WhatsApp
                </a>
              )}
            </span>
          ),
        },
        { term: t.externalId, detail: lead.externalId },
      ]}
    />
  );
}
