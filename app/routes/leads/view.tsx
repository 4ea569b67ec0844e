import { getFormProps } from "@conform-to/react";
import { Form } from "react-router";
import { ConflictError } from "#app/domains/errors.ts";
import { leadsUrl } from "#app/domains/leads/lead-filter.ts";
import { renameView } from "#app/domains/saved-views/commands.server.ts";
import { renameViewForm } from "#app/domains/saved-views/forms.ts";
import { viewedUrl, viewUrl } from "#app/domains/saved-views/view-urls.ts";
import { useI18n } from "#app/i18n/index.ts";
import { redirectWithFlash } from "#app/server/flash.server.ts";
import { invalidField, invalidForm, parseForm } from "#app/server/form.server.ts";
import { invalidEdit, outdatedEdit } from "#app/server/refuse-edit.server.ts";
import {
  ConfirmLink,
  ErrorSummary,
  Flash,
  FormActions,
  PageHeader,
  TextField,
  VersionTable,
} from "#app/ui/index.ts";
import { useFields } from "#app/use-fields.ts";
import { useSeen } from "#app/use-seen.ts";
import type { Route } from "./+types/view.ts";
import { requireView } from "./find-view.server.ts";

export async function loader({ context, params }: Route.LoaderArgs) {
  const { view, organization } = await requireView(context, params);
  return { view, slug: organization.slug };
}

export async function action({ context, params, request }: Route.ActionArgs) {
  const { caller, organization, view } = await requireView(context, params);
  const submission = await parseForm(request, renameViewForm);
  if (submission.status !== "success") return invalidEdit(invalidForm(submission));
  try {
    await renameView(caller, { viewId: view.id, ...submission.value });
  } catch (error) {
    if (!(error instanceof ConflictError)) return invalidEdit(invalidField(submission, error));
    const { view: saved } = await requireView(context, params);
    return outdatedEdit(submission.reply({ formErrors: ["conflict"] }), { yours: submission.value, saved });
  }
  return redirectWithFlash(context, viewedUrl(organization.slug, view), {
    tone: "good",
    message: "savedViews.flash.renamed",
  });
}

export default function View({ loaderData, actionData }: Route.ComponentProps) {
  const { view, slug } = loaderData;
  const { m } = useI18n();
  const t = m.savedViews;
  return (
    <>
      <title>{m.common.pageTitle(t.rename)}</title>
      <PageHeader
        title={t.rename}
        trail={[
          { label: m.leads.title, href: leadsUrl(slug) },
          { label: view.name, href: viewedUrl(slug, view) },
        ]}
        actions={
          <ConfirmLink
            href={`${viewUrl(slug, view.id)}/delete`}
            title={t.deleteTitle(view.name)}
            text={t.deleteText}
            confirmLabel={t.deleteConfirm}
            action={`${viewUrl(slug, view.id)}/delete`}
          >
            {t.delete}
          </ConfirmLink>
        }
      />
      <RenameForm key={view.id} {...{ loaderData, actionData }} />
    </>
  );
}

function RenameForm({ loaderData, actionData }: Pick<Route.ComponentProps, "loaderData" | "actionData">) {
  const { view, slug } = loaderData;
  const { result, conflict } = actionData ?? {};
  const { m } = useI18n();
  const t = m.savedViews;
  const { form, field, errors } = useFields(renameViewForm, {
    lastResult: result,
    labels: t.fields,
    defaultValue: { name: view.name },
  });
  const { version } = useSeen(
    { version: view.version },
    result,
    conflict && { version: conflict.saved.version },
  );
  return (
    <Form method="post" {...getFormProps(form)} className="max-w-2xl">
      {conflict ? (
        <>
          <Flash tone="bad" answer={conflict}>
            {t.conflict}
          </Flash>
          <VersionTable
            rows={[{ label: t.fields.name, yours: conflict.yours.name, saved: conflict.saved.name }]}
          />
        </>
      ) : (
        <ErrorSummary errors={errors} />
      )}
      <input type="hidden" name="version" value={version} />
      <TextField {...field("name")} label={t.fields.name} hint={t.nameHint} maxLength={60} />
      <FormActions cancelHref={viewedUrl(slug, view)} />
    </Form>
  );
}
