import { getFormProps } from "@conform-to/react";
import { useState } from "react";
import { Form } from "react-router";
import { createOrganization } from "#app/domains/organizations/commands.server.ts";
import { currencies } from "#app/domains/organizations/currencies.ts";
import { createOrganizationSchema } from "#app/domains/organizations/forms.ts";
import { slugOf } from "#app/domains/organizations/slug.ts";
import { timeZones } from "#app/domains/organizations/time-zones.ts";
import { type Locale, locales, useI18n } from "#app/i18n/index.ts";
import { redirectWithFlash } from "#app/server/flash.server.ts";
import { invalidField, invalidForm, parseForm } from "#app/server/form.server.ts";
import { requestFacts } from "#app/server/request-context.server.ts";
import { requireAccount } from "#app/server/session.server.ts";
import { ErrorSummary, PageHeader, SelectField, SubmitButton, TextField } from "#app/ui/index.ts";
import { useFields } from "#app/use-fields.ts";
import type { Route } from "./+types/new.ts";

const usualFor: Record<Locale, { currency: string; timeZone: string }> = {
  en: { currency: "", timeZone: "" },
  "pt-BR": { currency: "BRL", timeZone: "America/Sao_Paulo" },
};

export async function loader({ context }: Route.LoaderArgs) {
  await requireAccount(context);
  const { locale } = requestFacts(context);
  // Named here: a browser's own lists and names may differ from the server's.
  const names = new Intl.DisplayNames(locale, { type: "currency" });
  return {
    currencies: currencies().map((code) => ({ value: code, label: `${code} · ${names.of(code) ?? code}` })),
    timeZones: timeZones().map((zone) => ({ value: zone, label: zone.replaceAll("_", " ") })),
    defaults: { ...usualFor[locale], locale },
  };
}

export async function action({ request, context }: Route.ActionArgs) {
  const { caller } = await requireAccount(context);
  const submission = await parseForm(request, createOrganizationSchema);
  if (submission.status !== "success") return invalidForm(submission);
  try {
    const { slug } = await createOrganization(caller, submission.value);
    return await redirectWithFlash(context, `/o/${slug}`, {
      tone: "good",
      message: "people.newOrganization.created",
      params: [submission.value.name],
    });
  } catch (error) {
    return invalidField(submission, error);
  }
}

export default function NewOrganization({ loaderData, actionData }: Route.ComponentProps) {
  const { m } = useI18n();
  const t = m.people.newOrganization;
  const { form, field, errors } = useFields(createOrganizationSchema, {
    lastResult: actionData,
    labels: t,
    defaultValue: loaderData.defaults,
  });
  const name = field("name");
  const [typedName, setTypedName] = useState(name.defaultValue ?? "");
  return (
    <>
      <title>{m.common.pageTitle(t.title)}</title>
      <PageHeader title={t.title} />
      <p className="mb-8 max-w-prose text-muted">{t.text}</p>
      <ErrorSummary errors={errors} />
      <Form method="post" {...getFormProps(form)} className="grid max-w-xl gap-6">
        <TextField
          label={t.name}
          {...name}
          autoComplete="organization"
          onChange={(event) => setTypedName(event.currentTarget.value)}
        />
        <TextField
          label={t.slug}
          hint={t.slugHint}
          optional
          {...field("slug")}
          placeholder={slugOf(typedName)}
          autoComplete="off"
          spellCheck={false}
        />
        <SelectField
          label={t.currency}
          hint={t.currencyHint}
          {...field("currency")}
          options={loaderData.currencies}
          blank={m.common.form.choose}
        />
        <SelectField
          label={t.timeZone}
          hint={t.timeZoneHint}
          {...field("timeZone")}
          options={loaderData.timeZones}
          blank={m.common.form.choose}
        />
        <SelectField
          label={t.locale}
          hint={t.localeHint}
          {...field("locale")}
          options={locales.map((locale) => ({ value: locale, label: m.common.languages[locale] }))}
        />
        <SubmitButton className="justify-self-start">{t.create}</SubmitButton>
      </Form>
    </>
  );
}
