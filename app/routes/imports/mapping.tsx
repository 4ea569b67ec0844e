import { getFormProps } from "@conform-to/react";
import { Form, redirect } from "react-router";
import { ConflictError } from "#app/domains/errors.ts";
import { queueImport } from "#app/domains/imports/commands.server.ts";
import { guessMapping } from "#app/domains/imports/guess-mapping.ts";
import { importsUrl, importUrl } from "#app/domains/imports/import-urls.ts";
import { readMapping } from "#app/domains/imports/mapping.ts";
import { mappingForm, mappingOf } from "#app/domains/imports/mapping-form.ts";
import { getLastMapping, getSample } from "#app/domains/imports/queries.server.ts";
import { today } from "#app/domains/period.ts";
import { useI18n } from "#app/i18n/index.ts";
import { redirectWithFlash } from "#app/server/flash.server.ts";
import { invalidForm, parseForm } from "#app/server/form.server.ts";
import { ButtonLink, ErrorSummary, PageHeader, SubmitButton } from "#app/ui/index.ts";
import { useFields } from "#app/use-fields.ts";
import type { Route } from "./+types/mapping.ts";
import { FileSample } from "./file-sample.tsx";
import { requireImport } from "./find-import.server.ts";
import { isMappable } from "./import-rules.ts";
import { MappingFields } from "./mapping-fields.tsx";

export async function loader({ context, params }: Route.LoaderArgs) {
  const { caller, imported, organization } = await requireImport(context, params);
  const { slug, timeZone } = organization;
  const url = importUrl(slug, imported.id);
  if (!isMappable(imported)) throw redirect(url);
  const { id: importId, columns, mapping, fileName } = imported;
  const [sample, last] = await Promise.all([
    getSample(caller, { importId }),
    mapping ? { mapping, columns } : getLastMapping(caller, { columns }),
  ]);
  if (sample === null) throw redirect(url);
  const said = last && { mapping: readMapping(last.mapping, fileName), columns: last.columns };
  const values = guessMapping(sample, said ?? undefined);
  return {
    ...{ slug, url, fileName, columns },
    sample: { header: sample.header, rows: sample.rows.slice(0, 3) },
    values: { cohortStartsOn: today(timeZone), ...values },
  };
}

export async function action({ context, params, request }: Route.ActionArgs) {
  const { caller, imported, organization } = await requireImport(context, params);
  const url = importUrl(organization.slug, imported.id);
  const elsewhere = () =>
    redirectWithFlash(context, url, { tone: "warn", message: "imports.flash.elsewhere" });
  if (!isMappable(imported)) return elsewhere();
  const submission = await parseForm(request, mappingForm);
  if (submission.status !== "success") return invalidForm(submission);
  try {
    await queueImport(caller, {
      importId: imported.id,
      task: "rehearse",
      mapping: mappingOf(submission.value),
    });
  } catch (error) {
    if (!(error instanceof ConflictError)) throw error;
    return elsewhere();
  }
  return redirect(url, 303);
}

/** Says which column of a file is what. */
export default function ImportMapping({ loaderData, actionData }: Route.ComponentProps) {
  const { slug, url, fileName, columns, sample, values } = loaderData;
  const { m } = useI18n();
  const t = m.imports;
  const { form, field, errors } = useFields(mappingForm, {
    lastResult: actionData,
    labels: t.mapping.fields,
    defaultValue: values,
  });
  return (
    <>
      <title>{m.common.pageTitle(t.mapping.title)}</title>
      <PageHeader
        title={t.mapping.title}
        trail={[
          { label: t.title, href: importsUrl(slug) },
          { label: fileName, href: url },
        ]}
      />
      <FileSample {...sample} />
      <Form method="post" {...getFormProps(form)} className="mt-8 max-w-4xl">
        <ErrorSummary errors={errors} />
        <MappingFields field={field} columns={columns} />
        <div className="mt-8 flex flex-wrap gap-3">
          <SubmitButton pendingLabel={t.mapping.sending}>{t.mapping.send}</SubmitButton>
          <ButtonLink to={importsUrl(slug)} look="quiet">
            {m.common.cancel}
          </ButtonLink>
        </div>
        <p className="mt-3 max-w-prose text-muted text-sm">{t.mapping.sendHint}</p>
      </Form>
    </>
  );
}
