import { useI18n } from "#app/i18n/index.ts";
import {
  ButtonLink,
  Columns,
  ConfirmLink,
  DefinitionList,
  PageHeader,
  Section,
  Timeline,
  VersionTable,
} from "#app/ui/index.ts";
import { StageBadge } from "./leads-table.tsx";
import { galleryWords } from "./words.ts";

export function LeadScreen() {
  const { m, f, locale } = useI18n();
  const words = galleryWords(locale);
  const when = (iso: string) => ({ iso, label: f.dateTime(iso, "America/Sao_Paulo") });
  return (
    <>
      <PageHeader
        title="Auto Peças Irmãos Figueiredo & Cia. de Sorocaba"
        trail={[{ label: m.leads.title, href: "/o/demo/leads" }]}
        actions={
          <>
            <ButtonLink to="edit">{m.common.edit}</ButtonLink>
            <ConfirmLink
              href="/o/demo/leads/1/delete"
              title={words.deleteTitle}
              text={words.deleteText}
              confirmLabel={words.deleteLabel}
              action="/o/demo/leads/1/delete"
            >
              {m.common.delete}
            </ConfirmLink>
          </>
        }
      />
      <Columns>
        <Section title={words.facts}>
          <DefinitionList
            items={[
              { term: words.stage, detail: <StageBadge rank={4} /> },
              {
                term: words.value,
                detail: <span className="tally text-xl">{f.money(9_800_000, "BRL")}</span>,
              },
              { term: words.source, detail: "paid_search" },
              { term: words.phone, detail: null },
              { term: words.enteredOn, detail: f.longDate("2026-06-27") },
              { term: words.externalId, detail: "5420aad7fec3549a85876ba1c529bd84" },
            ]}
          />
        </Section>
        <Section title={words.history}>
          <Timeline
            items={[
              {
                key: "3",
                when: when("2026-06-29T14:05:00Z"),
                title: words.moved(m.leads.status.proposal, m.leads.status.negotiation),
                by: "Marina Albuquerque",
                tone: "accent",
              },
              {
                key: "2",
                when: when("2026-06-28T11:30:00Z"),
                title: words.called,
                by: "Rui Prado",
                children: words.calledText,
              },
              { key: "1", when: when("2026-06-27T09:00:00Z"), title: m.leads.status.new },
            ]}
          />
        </Section>
      </Columns>
      <Columns of={1}>
        <VersionTable
          rows={[
            { label: words.name, yours: "Auto Peças Irmãos", saved: "Auto Peças Irmãos Figueiredo" },
            { label: words.source, yours: "paid_search", saved: "paid_search" },
          ]}
        />
      </Columns>
    </>
  );
}
