import { type FormMetadata, getFormProps, type SubmissionResult } from "@conform-to/react";
import type { ReactNode } from "react";
import { Form } from "react-router";
import { type FilteredNames, leadFilterText } from "#app/domains/leads/filter-text.ts";
import { type LeadFilter, leadsUrl } from "#app/domains/leads/lead-filter.ts";
import type { SelectedCount } from "#app/domains/leads/queries.server.ts";
import { useI18n } from "#app/i18n/index.ts";
import { ErrorSummary, Flash, PageHeader, SubmitButton } from "#app/ui/index.ts";

/** What every question about many leads has. */
export interface AskedOfMany {
  selected: SelectedCount;
  /** All that match the filter, not those that were ticked. */
  all: boolean;
  filter: LeadFilter;
  names: FilteredNames;
  organization: { slug: string; currency: string };
  /** drawn for this form */
  bulkId: string;
  /** the address that it is sent to */
  here: string;
  /** what the action answered */
  result: SubmissionResult<string[]> | undefined;
  /** There were so many leads when it was asked, and are others by now. */
  conflict: { before: number } | undefined;
  /** the way out */
  back: ReactNode;
}

interface BulkQuestionProps {
  asked: AskedOfMany;
  title: string;
  /** why there is nothing to do, where that is so */
  nothing?: string | false;
  /** how things stand */
  table: ReactNode;
  children: ReactNode;
}

/** Says how many leads a change is about, which ones and how they stand, and asks. */
export function BulkQuestion({ asked, title, nothing, table, children }: BulkQuestionProps) {
  const { all, filter, names, selected, organization, conflict, back } = asked;
  const i18n = useI18n();
  const { m } = i18n;
  const t = m.leadBulk;
  return (
    <>
      <title>{m.common.pageTitle(title)}</title>
      <PageHeader
        title={title}
        trail={[{ label: m.leads.title, href: leadsUrl(organization.slug) }]}
        period={all ? t.whichAll(leadFilterText(filter, i18n, names)) : t.whichSelected}
      />
      {conflict && (
        <Flash tone="bad" answer={conflict}>
          {t.conflict(conflict.before, selected.total)}
        </Flash>
      )}
      {table}
      {nothing ? (
        <p className="mt-6 grid justify-items-start gap-4">
          {nothing}
          {back}
        </p>
      ) : (
        children
      )}
    </>
  );
}

interface BulkFormProps {
  asked: AskedOfMany;
  form: Pick<FormMetadata, "id" | "onSubmit" | "noValidate" | "errors" | "errorId">;
  errors: React.ComponentProps<typeof ErrorSummary>["errors"];
  confirm: string;
  danger?: boolean;
  children: ReactNode;
}

/** The form that does it, with what the change asks for once for all leads. */
export function BulkForm({ asked, form, errors, confirm, danger = false, children }: BulkFormProps) {
  const { bulkId, selected, here, back } = asked;
  return (
    <Form
      {...getFormProps(form as FormMetadata)}
      method="post"
      action={here}
      className="mt-8 grid max-w-xl gap-4"
    >
      <ErrorSummary errors={errors} />
      <input type="hidden" name="bulkId" value={bulkId} />
      <input type="hidden" name="count" value={selected.total} />
      {children}
      <p className="flex flex-wrap gap-3">
        <SubmitButton look={danger ? "danger" : "primary"}>{confirm}</SubmitButton>
        {back}
      </p>
    </Form>
  );
}
