import type { ReactNode } from "react";
import { Form } from "react-router";
import { importUrl } from "#app/domains/imports/import-urls.ts";
import type { ImportDetails } from "#app/domains/imports/queries.server.ts";
import { sayProblem } from "#app/domains/imports/reason.ts";
import { leadsUrl, leadUrl } from "#app/domains/leads/lead-filter.ts";
import { useI18n } from "#app/i18n/index.ts";
import { ButtonLink, DataTable, Kpi, KpiBoard, Link, Section, SubmitButton } from "#app/ui/index.ts";
import { duplicatesId, duplicatesToShow, ImportDuplicates } from "./import-duplicates.tsx";
import { isMappable, isRevertible } from "./import-rules.ts";
import { PipelineAfter } from "./pipeline-after.tsx";
import { RejectedRows, type ShownRejection } from "./rejected-rows.tsx";

interface OutcomeProps {
  imported: ImportDetails;
  rejected: readonly ShownRejection[];
  organization: { slug: string; currency: string };
  /** whether other pages wait while an import writes */
  othersWait: boolean;
}

/** What an import did, would do, or why it cannot. */
export function ImportOutcome({ imported, rejected, organization, othersWait }: OutcomeProps) {
  const { m, f } = useI18n();
  const t = m.imports;
  const { status, counts, failure, preview } = imported;
  const duplicates = duplicatesToShow(imported);
  return (
    <>
      {failure && (
        <Notice tone={status === "failed" ? "bad" : "warn"}>
          <p className="font-semibold">{sayProblem(m, failure)}</p>
          {status === "failed" && <p className="mt-1">{t.nothingImported}</p>}
        </Notice>
      )}
      {status === "reverted" && <Notice tone="warn">{t.revert.done}</Notice>}
      {status === "rehearsed" && counts && (
        <p className="mb-6 max-w-prose">
          {counts.created + counts.updated === 0 ? t.rehearsal.nothing : t.rehearsal.text}
        </p>
      )}
      {duplicates && (
        <Notice tone="warn">
          {status === "rehearsed" ? t.duplicates.would(duplicates.total) : t.duplicates.did(duplicates.total)}{" "}
          <a className="link" href={`#${duplicatesId}`}>
            {t.duplicates.look}
          </a>
        </Notice>
      )}
      <Actions imported={imported} organization={organization} othersWait={othersWait} />
      {counts && status !== "failed" && (
        <div className="mt-8">
          <KpiBoard>
            {(["created", "updated", "unchanged", "rejected"] as const).map((of) => (
              <Kpi
                key={of}
                label={t.counts[of]}
                value={f.number(counts[of])}
                note={status === "rehearsed" ? t.would[of] : t.did[of]}
              />
            ))}
          </KpiBoard>
        </div>
      )}
      {preview && status === "rehearsed" && (
        <>
          {preview.createdMentees + preview.createdCohorts > 0 && (
            <p className="mt-6 max-w-prose">
              {t.rehearsal.makes(preview.createdMentees, preview.createdCohorts)}
            </p>
          )}
          <PipelineAfter {...preview} organization={organization} />
        </>
      )}
      {duplicates && (
        <ImportDuplicates imported={imported} duplicates={duplicates} slug={organization.slug} />
      )}
      {imported.obstacles.length > 0 && <Obstacles imported={imported} organization={organization} />}
      {counts && counts.rejected > 0 && (
        <RejectedRows
          imported={imported}
          rejected={rejected}
          total={counts.rejected}
          slug={organization.slug}
        />
      )}
    </>
  );
}

function Notice({ tone, children }: { tone: "bad" | "warn"; children: ReactNode }) {
  const looks = { bad: "border-bad bg-bad-wash", warn: "border-warn bg-warn-wash" };
  return <div className={`mb-6 max-w-3xl border-l-4 px-4 py-3 ${looks[tone]}`}>{children}</div>;
}

function Actions({ imported, organization: { slug }, othersWait }: Omit<OutcomeProps, "rejected">) {
  const { m } = useI18n();
  const t = m.imports;
  const url = importUrl(slug, imported.id);
  const { status, counts } = imported;
  const carriesOut = status === "rehearsed" && counts && counts.created + counts.updated > 0;
  return (
    <>
      {carriesOut && othersWait && <p className="mb-4 max-w-prose">{t.rehearsal.othersWait}</p>}
      <div className="flex flex-wrap gap-3">
        {carriesOut && (
          <Form method="post" action={url}>
            <SubmitButton action={url} pendingLabel={t.rehearsal.starting}>
              {t.rehearsal.carryOut}
            </SubmitButton>
          </Form>
        )}
        {status === "done" && <ButtonLink to={leadsUrl(slug)}>{t.toLeads}</ButtonLink>}
        {isMappable(imported) && (
          <ButtonLink to={`${url}/mapping`} look="quiet">
            {t.mapping.change}
          </ButtonLink>
        )}
        {isRevertible(imported) && (
          <ButtonLink to={`${url}/revert`} look="danger">
            {t.revert.do}
          </ButtonLink>
        )}
        {status === "failed" && !imported.hasFile && (
          <ButtonLink to={`/o/${slug}/imports/new`}>{t.new}</ButtonLink>
        )}
      </div>
    </>
  );
}

function Obstacles({ imported, organization: { slug } }: Pick<OutcomeProps, "imported" | "organization">) {
  const { m, f } = useI18n();
  const t = m.imports.revert;
  return (
    <Section title={t.obstacles} description={t.obstaclesText} className="mt-12">
      <DataTable
        caption={t.obstacles}
        captionHidden
        rows={imported.obstacles}
        rowKey={({ leadId }) => leadId}
        empty={null}
        columns={[
          {
            key: "lead",
            header: m.leads.columns.lead,
            rowHeader: true,
            cell: ({ leadId, name, why }) =>
              why === "deleted" ? name : <Link to={leadUrl(slug, leadId)}>{name}</Link>,
          },
          { key: "line", header: m.imports.line, figure: true, cell: ({ line }) => f.number(line) },
          { key: "why", header: m.imports.reason, cell: ({ why }) => t.why[why] },
        ]}
      />
    </Section>
  );
}
