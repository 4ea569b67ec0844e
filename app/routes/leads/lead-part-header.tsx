import { leadsUrl, leadUrl } from "#app/domains/leads/lead-filter.ts";
import { useI18n } from "#app/i18n/index.ts";
import { PageHeader } from "#app/ui/index.ts";

interface LeadPartHeaderProps {
  lead: { id: string; name: string };
  slug: string;
  title: string;
}

/** Above a page that is about a part of a lead. */
export function LeadPartHeader({ lead, slug, title }: LeadPartHeaderProps) {
  const { m } = useI18n();
  return (
    <>
      <title>{m.common.pageTitle(`${title} · ${lead.name}`)}</title>
      <PageHeader
        title={title}
        trail={[
          { label: m.leads.title, href: leadsUrl(slug) },
          { label: lead.name, href: leadUrl(slug, lead.id) },
        ]}
      />
    </>
  );
}
