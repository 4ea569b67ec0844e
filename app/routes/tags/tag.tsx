import { getFormProps } from "@conform-to/react";
import { Form } from "react-router";
import { ConflictError } from "#app/domains/errors.ts";
import { renameTag } from "#app/domains/labels/commands.server.ts";
import { longestTag, renameTagForm } from "#app/domains/labels/forms.ts";
import { tagsUrl, tagUrl } from "#app/domains/labels/tag-urls.ts";
import { leadsUrl } from "#app/domains/leads/lead-filter.ts";
import { useI18n } from "#app/i18n/index.ts";
import { redirectWithFlash } from "#app/server/flash.server.ts";
import { invalidField, invalidForm, parseForm } from "#app/server/form.server.ts";
import { invalidEdit, outdatedEdit } from "#app/server/refuse-edit.server.ts";
import {
  ButtonLink,
  ErrorSummary,
  Flash,
  FormActions,
  PageHeader,
  TextField,
  VersionTable,
} from "#app/ui/index.ts";
import { useFields } from "#app/use-fields.ts";
import { useSeen } from "#app/use-seen.ts";
import type { Route } from "./+types/tag.ts";
import { requireTag, requireTagId } from "./find-tag.server.ts";

export async function loader({ context, params }: Route.LoaderArgs) {
  const { tag, organization } = await requireTag(context, params);
  return { tag, slug: organization.slug };
}

export async function action({ context, params, request }: Route.ActionArgs) {
  const { caller, organization, tagId } = await requireTagId(context, params);
  const submission = await parseForm(request, renameTagForm);
  if (submission.status !== "success") return invalidEdit(invalidForm(submission));
  const { name, version } = submission.value;
  try {
    await renameTag(caller, { tagId, name, version });
  } catch (error) {
    if (!(error instanceof ConflictError)) return invalidEdit(invalidField(submission, error));
    const { tag: saved } = await requireTag(context, params);
    return outdatedEdit(submission.reply({ formErrors: ["conflict"] }), { yours: name, saved });
  }
  return redirectWithFlash(context, tagsUrl(organization.slug), {
    tone: "good",
    message: "tags.flash.renamed",
    params: [name],
  });
}

export default function TagPage(props: Route.ComponentProps) {
  const { tag, slug } = props.loaderData;
  const { m } = useI18n();
  const t = m.tags;
  return (
    <>
      <title>{m.common.pageTitle(t.renameOf(tag.name))}</title>
      <PageHeader
        title={tag.name}
        trail={[
          { label: m.leads.title, href: leadsUrl(slug) },
          { label: t.title, href: tagsUrl(slug) },
        ]}
        actions={
          <>
            <ButtonLink to={`${tagUrl(slug, tag.id)}/merge`} look="quiet">
              {t.merge.link}
            </ButtonLink>
            <ButtonLink to={`${tagUrl(slug, tag.id)}/delete`} look="danger">
              {t.delete.link}
            </ButtonLink>
          </>
        }
      />
      <RenameForm key={tag.id} {...props} />
    </>
  );
}

function RenameForm({ loaderData, actionData }: Route.ComponentProps) {
  const { tag, slug } = loaderData;
  const { result, conflict } = actionData ?? {};
  const { m } = useI18n();
  const t = m.tags;
  const { form, field, errors } = useFields(renameTagForm, {
    lastResult: result,
    labels: { name: t.name },
    defaultValue: { name: tag.name },
  });
  const { version } = useSeen(
    { version: tag.version },
    result,
    conflict && { version: conflict.saved.version },
  );
  return (
    <Form method="post" {...getFormProps(form)} className="max-w-md">
      {conflict ? (
        <>
          <Flash tone="bad" answer={conflict}>
            {t.conflict}
          </Flash>
          <VersionTable rows={[{ label: t.name, yours: conflict.yours, saved: conflict.saved.name }]} />
        </>
      ) : (
        <ErrorSummary errors={errors} />
      )}
      <input type="hidden" name="version" value={version} />
      <TextField
        label={t.name}
        hint={t.renameHint}
        {...field("name")}
        maxLength={longestTag}
        autoComplete="off"
      />
      <FormActions cancelHref={tagsUrl(slug)} />
    </Form>
  );
}
