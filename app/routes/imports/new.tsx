import { data, Form, redirect } from "react-router";
import { validate as isUuid } from "uuid";
import { newId } from "#app/db/new-id.ts";
import { storeUpload } from "#app/domains/imports/commands.server.ts";
import { ImportError } from "#app/domains/imports/import-error.ts";
import { importsUrl, importUrl } from "#app/domains/imports/import-urls.ts";
import { type Problem, sayProblem } from "#app/domains/imports/reason.ts";
import { largestUpload, megabyte } from "#app/domains/imports/upload-limits.ts";
import { useI18n } from "#app/i18n/index.ts";
import { httpError } from "#app/server/http-error.ts";
import { openUpload } from "#app/server/open-upload.server.ts";
import { requireMember } from "#app/server/session.server.ts";
import { ButtonLink, ErrorSummary, Field, PageHeader, SubmitButton } from "#app/ui/index.ts";
import type { Route } from "./+types/new.ts";

/** Of the form around the file. */
const slack = 100_000;

export async function loader({ context, params }: Route.LoaderArgs) {
  const { organization } = await requireMember(context, params.organization, "leads.import");
  return { slug: organization.slug, importId: newId() };
}

export async function action({ context, params, request }: Route.ActionArgs) {
  const { caller, organization } = await requireMember(context, params.organization, "leads.import");
  const refuse = (problem: Problem) => data({ problem }, { status: 400 });
  if (Number(request.headers.get("Content-Length")) > largestUpload + slack)
    return refuse(["uploadTooLarge", largestUpload / megabyte]);
  const { fields, file, discard } = await openUpload(request);
  try {
    if (file === undefined) return refuse(["noFile"]);
    const formId = fields.importId?.toLowerCase() ?? "";
    if (!isUuid(formId)) throw httpError(400);
    const importId = await storeUpload(caller, {
      importId: formId,
      ...{ fileName: file.name, bytes: file.bytes },
    });
    return redirect(`${importUrl(organization.slug, importId)}/mapping`, 303);
  } catch (error) {
    if (error instanceof ImportError && error.problem) return refuse(error.problem);
    throw error;
  } finally {
    discard();
  }
}

export default function NewImport({ loaderData, actionData }: Route.ComponentProps) {
  const { slug, importId } = loaderData;
  const { m } = useI18n();
  const t = m.imports;
  const message = actionData ? sayProblem(m, actionData.problem) : undefined;
  return (
    <>
      <title>{m.common.pageTitle(t.new)}</title>
      <PageHeader title={t.new} trail={[{ label: t.title, href: importsUrl(slug) }]} />
      <Form method="post" encType="multipart/form-data" className="max-w-2xl">
        <ErrorSummary
          errors={message === undefined ? [] : [{ fieldId: "file", label: t.upload.file, message }]}
        />
        <p className="mb-6 max-w-prose">{t.upload.text}</p>
        <input type="hidden" name="importId" value={importId} />
        <Field
          name="file"
          label={t.upload.file}
          hint={t.upload.hint(largestUpload / megabyte)}
          {...(message !== undefined && { errors: [message] })}
        >
          {(control) => (
            <input type="file" accept=".csv,text/csv,.txt,.tsv" className="control" {...control} />
          )}
        </Field>
        <div className="mt-7 flex flex-wrap gap-3">
          <SubmitButton pendingLabel={t.upload.sending}>{t.upload.send}</SubmitButton>
          <ButtonLink to={importsUrl(slug)} look="quiet">
            {m.common.cancel}
          </ButtonLink>
        </div>
      </Form>
    </>
  );
}
