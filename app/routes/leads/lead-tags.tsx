import type { SubmissionResult } from "@conform-to/react";
import { getFormProps } from "@conform-to/react";
import { Form } from "react-router";
import { longestTag, tagLeadForm } from "#app/domains/labels/forms.ts";
import { leadTagsUrl, tagsUrl } from "#app/domains/labels/tag-urls.ts";
import { useI18n } from "#app/i18n/index.ts";
import { Link, SubmitButton, TagMark, TextField } from "#app/ui/index.ts";
import { useFields } from "#app/use-fields.ts";

interface LeadTagsProps {
  lead: { id: string; tags: readonly { id: string; name: string }[] };
  /** the organization's, to choose from while typing */
  tags: readonly { id: string; name: string }[];
  slug: string;
  /** whether the reader may rename and delete tags */
  manages: boolean;
  lastResult?: SubmissionResult<string[]> | undefined;
}

/** The tags of a lead, to be taken off, and a form for one more. */
export function LeadTags({ lead, tags, slug, manages, lastResult }: LeadTagsProps) {
  const { m } = useI18n();
  const t = m.tags.ofLead;
  const here = leadTagsUrl(slug, lead.id);
  return (
    <>
      {lead.tags.length === 0 ? (
        <p className="text-muted">{t.none}</p>
      ) : (
        <ul className="flex flex-wrap gap-2" aria-label={m.tags.title}>
          {lead.tags.map(({ id, name }) => (
            <li key={id} className="flex">
              <TagMark>{name}</TagMark>
              <Form method="post" action={`${here}/remove`} preventScrollReset className="flex">
                <button
                  type="submit"
                  name="tagId"
                  value={id}
                  className="-ml-px min-w-8 border border-edge px-2 text-muted hover:bg-sunk hover:text-ink"
                >
                  <span aria-hidden="true">×</span>
                  <span className="sr-only">{t.remove(name)}</span>
                </button>
              </Form>
            </li>
          ))}
        </ul>
      )}
      {/* Anew after each that was added: blank again. */}
      <AddTag
        key={`${lead.id} ${lead.tags.length}`}
        action={here}
        names={tags.filter(({ id }) => !lead.tags.some((own) => own.id === id)).map(({ name }) => name)}
        lastResult={lastResult}
      />
      {manages && (
        <Link className="link mt-2 inline-block text-sm print:hidden" to={tagsUrl(slug)}>
          {m.tags.manage}
        </Link>
      )}
    </>
  );
}

interface AddTagProps {
  action: string;
  names: readonly string[];
  lastResult: SubmissionResult<string[]> | undefined;
}

function AddTag({ action, names, lastResult }: AddTagProps) {
  const { m } = useI18n();
  const t = m.tags.ofLead;
  const { form, field } = useFields(tagLeadForm, { id: "tag-form", lastResult, labels: { tag: t.add } });
  return (
    <Form
      method="post"
      {...getFormProps(form)}
      action={action}
      preventScrollReset
      className="mt-4 flex max-w-md items-end gap-3 print:hidden"
    >
      <TextField
        label={t.add}
        {...field("tag")}
        list="tag-names"
        maxLength={longestTag}
        autoComplete="off"
        className="min-w-0 grow"
      />
      <datalist id="tag-names">
        {names.map((name) => (
          <option key={name} value={name} />
        ))}
      </datalist>
      <SubmitButton look="quiet" action={action}>
        {t.submit}
      </SubmitButton>
    </Form>
  );
}
