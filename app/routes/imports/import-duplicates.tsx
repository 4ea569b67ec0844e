import type { ImportDetails } from "#app/domains/imports/queries.server.ts";
import { leadUrl } from "#app/domains/leads/lead-filter.ts";
import { useI18n } from "#app/i18n/index.ts";
import { DataTable, Link, Section } from "#app/ui/index.ts";

type Duplicates = NonNullable<ImportDetails["duplicates"]>;
type Duplicate = Duplicates["first"][number];
type Match = NonNullable<Duplicate["email"]>;

/** Where on the page they are. */
export const duplicatesId = "duplicates";

/** Null where there are none, or the import is at a point where nobody can do anything about them. */
export function duplicatesToShow({ status, duplicates }: ImportDetails): Duplicates | null {
  const known = status === "rehearsed" || status === "done";
  return known && duplicates !== null && duplicates.total > 0 ? duplicates : null;
}

interface ImportDuplicatesProps {
  imported: ImportDetails;
  duplicates: Duplicates;
  slug: string;
}

/** Rows whose new leads may be the same person as others: whom they share what with, and once they are there, the way to make one of two. */
export function ImportDuplicates({ imported, duplicates, slug }: ImportDuplicatesProps) {
  const { m, f } = useI18n();
  const t = m.imports.duplicates;
  const { total, first } = duplicates;
  const names = imported.duplicateNames;
  const nameOf = ({ leadId }: { leadId: string | null }) => (leadId === null ? undefined : names[leadId]);
  const rehearsed = imported.status === "rehearsed";
  const hint = rehearsed ? t.wouldHint : t.didHint;
  return (
    <div id={duplicatesId} className="mt-12 scroll-mt-20">
      <Section
        title={t.title}
        description={total > first.length ? `${t.first(first.length, f.number(total))} ${hint}` : hint}
      >
        <DataTable
          caption={t.title}
          captionHidden
          rows={first}
          rowKey={({ line }) => String(line)}
          empty={null}
          columns={[
            { key: "line", header: m.imports.line, figure: true, cell: ({ line }) => f.number(line) },
            {
              key: "lead",
              header: m.leads.columns.lead,
              rowHeader: true,
              cell: (row) => <LeadName slug={slug} leadId={row.leadId} name={nameOf(row)} said={row.name} />,
            },
            {
              key: "shares",
              header: t.shares,
              cell: (row) => (
                <ul>
                  {waysOf(row).map(({ way, match }) => {
                    const name = nameOf(match);
                    return (
                      <li key={way} className="py-0.5">
                        {t.ways[way]}:{" "}
                        {match.leadId === null ? (
                          t.ofLine(f.number(match.line ?? 0))
                        ) : (
                          <LeadName slug={slug} leadId={match.leadId} name={name} said={t.gone} />
                        )}
                        {row.leadId !== null &&
                          match.leadId !== null &&
                          nameOf(row) !== undefined &&
                          name !== undefined && (
                            <>
                              {" · "}
                              <Link
                                className="link"
                                to={`${leadUrl(slug, row.leadId)}/merge/${match.leadId}`}
                              >
                                {m.duplicates.compare}
                                <span className="sr-only"> {t.withOther(name)}</span>
                              </Link>
                            </>
                          )}
                      </li>
                    );
                  })}
                </ul>
              ),
            },
          ]}
        />
      </Section>
    </div>
  );
}

interface LeadNameProps {
  slug: string;
  leadId: string | null;
  /** Of a lead that is there. */
  name: string | undefined;
  /** What stands in its place otherwise. */
  said: string;
}

function LeadName({ slug, leadId, name, said }: LeadNameProps) {
  if (leadId === null || name === undefined) return said;
  return (
    <Link className="link" to={leadUrl(slug, leadId)}>
      {name}
    </Link>
  );
}

/** What is shared with whom; said once where both are shared with the same. */
function waysOf({ email, phone }: Duplicate): { way: "both" | "email" | "phone"; match: Match }[] {
  if (email && phone && email.leadId === phone.leadId && email.line === phone.line)
    return [{ way: "both", match: email }];
  return [
    ...(email ? [{ way: "email" as const, match: email }] : []),
    ...(phone ? [{ way: "phone" as const, match: phone }] : []),
  ];
}
