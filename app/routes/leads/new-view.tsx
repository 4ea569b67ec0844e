import { getFormProps } from "@conform-to/react";
import { Form } from "react-router";
import { newId } from "#app/db/new-id.ts";
import { leadFilterText } from "#app/domains/leads/filter-text.ts";
import { leadSearchParams, leadsUrl } from "#app/domains/leads/lead-filter.ts";
import { leadSearch } from "#app/domains/leads/lead-search.ts";
import { saveView } from "#app/domains/saved-views/commands.server.ts";
import { newViewForm } from "#app/domains/saved-views/forms.ts";
import { viewedUrl } from "#app/domains/saved-views/view-urls.ts";
import { useI18n } from "#app/i18n/index.ts";
import { redirectWithFlash } from "#app/server/flash.server.ts";
import { invalidField, invalidForm, parseForm } from "#app/server/form.server.ts";
import { parseSearch } from "#app/server/search-params.ts";
import { requireMember } from "#app/server/session.server.ts";
import { ErrorSummary, FormActions, PageHeader, TextField } from "#app/ui/index.ts";
import { useFields } from "#app/use-fields.ts";
import type { Route } from "./+types/new-view.ts";
import { filterNames } from "./filter-names.server.ts";

export async function loader({ context, params, url }: Route.LoaderArgs) {
  const { caller, organization } = await requireMember(context, params.organization, "views.save");
  const { filter, sort } = parseSearch(url.searchParams, leadSearch);
  const { slug, currency } = organization;
  const names = { ...(await filterNames(caller, filter)), currency };
  return { viewId: newId(), filter, search: leadSearchParams(filter, sort).toString(), names, slug };
}

export async function action({ context, params, request }: Route.ActionArgs) {
  const { caller, organization } = await requireMember(context, params.organization, "views.save");
  const submission = await parseForm(request, newViewForm);
  if (submission.status !== "success") return invalidForm(submission);
  try {
    await saveView(caller, submission.value);
  } catch (error) {
    return invalidField(submission, error);
  }
  return redirectWithFlash(context, viewedUrl(organization.slug, submission.value), {
    tone: "good",
    message: "savedViews.flash.saved",
  });
}

export default function NewView({ loaderData, actionData }: Route.ComponentProps) {
  const { viewId, filter, search, names, slug } = loaderData;
  const i18n = useI18n();
  const { m } = i18n;
  const t = m.savedViews;
  const { form, field, errors } = useFields(newViewForm, {
    lastResult: actionData,
    labels: t.fields,
    defaultValue: { viewId, search },
  });
  return (
    <>
      <title>{m.common.pageTitle(t.new)}</title>
      <PageHeader
        title={t.new}
        trail={[{ label: m.leads.title, href: leadsUrl(slug) }]}
        period={leadFilterText(filter, i18n, names) ?? m.home.allLeads}
      />
      <Form method="post" {...getFormProps(form)} className="max-w-2xl">
        <ErrorSummary errors={errors} />
        {(["viewId", "search"] as const).map((each) => {
          const { id, name, defaultValue } = field(each);
          return <input key={each} type="hidden" id={id} name={name} defaultValue={defaultValue} />;
        })}
        <TextField {...field("name")} label={t.fields.name} hint={t.nameHint} maxLength={60} />
        <FormActions cancelHref={viewedUrl(slug, { search })} />
      </Form>
    </>
  );
}
