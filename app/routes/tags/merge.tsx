import { getFormProps } from "@conform-to/react";
import { Form } from "react-router";
import { mergeTags } from "#app/domains/labels/commands.server.ts";
import { mergeTagForm } from "#app/domains/labels/forms.ts";
import { listTags } from "#app/domains/labels/queries.server.ts";
import { tagsUrl, tagUrl } from "#app/domains/labels/tag-urls.ts";
import { leadsUrl } from "#app/domains/leads/lead-filter.ts";
import { useI18n } from "#app/i18n/index.ts";
import { redirectWithFlash } from "#app/server/flash.server.ts";
import { invalidField, invalidForm, parseForm } from "#app/server/form.server.ts";
import { ButtonLink, ErrorSummary, PageHeader, SelectField, SubmitButton } from "#app/ui/index.ts";
import { useFields } from "#app/use-fields.ts";
import type { Route } from "./+types/merge.ts";
import { requireTag, requireTagId } from "./find-tag.server.ts";

export async function loader({ context, params }: Route.LoaderArgs) {
  const { caller, tag, organization } = await requireTag(context, params);
  const others = (await listTags(caller, {})).filter(({ id }) => id !== tag.id);
  return { tag, others, slug: organization.slug };
}

export async function action({ context, params, request }: Route.ActionArgs) {
  const { caller, organization, tagId } = await requireTagId(context, params);
  const submission = await parseForm(request, mergeTagForm);
  if (submission.status !== "success") return invalidForm(submission);
  try {
    await mergeTags(caller, { tagId, ...submission.value });
  } catch (error) {
    return invalidField(submission, error);
  }
  return redirectWithFlash(context, tagsUrl(organization.slug), {
    tone: "good",
    message: "tags.flash.merged",
  });
}

/** Asks which tag another is to become one with. */
export default function MergeTag({ loaderData, actionData }: Route.ComponentProps) {
  const { tag, others, slug } = loaderData;
  const { m } = useI18n();
  const t = m.tags.merge;
  const { form, field, errors } = useFields(mergeTagForm, {
    lastResult: actionData,
    labels: { into: t.into },
  });
  return (
    <>
      <title>{m.common.pageTitle(t.title(tag.name))}</title>
      <PageHeader
        title={t.title(tag.name)}
        trail={[
          { label: m.leads.title, href: leadsUrl(slug) },
          { label: m.tags.title, href: tagsUrl(slug) },
          { label: tag.name, href: tagUrl(slug, tag.id) },
        ]}
      />
      <p className="mb-6 max-w-prose">{others.length === 0 ? t.noOthers : t.text(tag.name)}</p>
      <Form method="post" {...getFormProps(form)} className="grid max-w-md gap-5">
        {others.length > 0 && (
          <>
            <ErrorSummary errors={errors} />
            <SelectField
              label={t.into}
              {...field("into")}
              blank={m.common.form.choose}
              options={others.map(({ id, name }) => ({ value: id, label: name }))}
            />
          </>
        )}
        <div className="flex flex-wrap gap-3">
          {others.length > 0 && <SubmitButton look="danger">{t.confirm}</SubmitButton>}
          <ButtonLink to={tagsUrl(slug)} look="quiet">
            {m.common.cancel}
          </ButtonLink>
        </div>
      </Form>
    </>
  );
}
