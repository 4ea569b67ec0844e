import { data, Form } from "react-router";
import { validate as isUuid } from "uuid";
import { ConflictError } from "#app/domains/errors.ts";
import { mergeLeads } from "#app/domains/leads/commands.server.ts";
import { mergeForm } from "#app/domains/leads/forms.ts";
import { leadsUrl, leadUrl } from "#app/domains/leads/lead-filter.ts";
import { LeadStatusBadge } from "#app/domains/leads/lead-status-badge.tsx";
import { type MergedField, mergedFields, olderFirst } from "#app/domains/leads/merge-sides.ts";
import type { LeadDetails } from "#app/domains/leads/queries.server.ts";
import { type I18n, useI18n } from "#app/i18n/index.ts";
import { redirectWithFlash } from "#app/server/flash.server.ts";
import { invalidField, invalidForm, parseForm } from "#app/server/form.server.ts";
import { httpError } from "#app/server/http-error.ts";
import { EmailText } from "#app/ui/email-text.tsx";
import { ButtonLink, ErrorSummary, Flash, PageHeader, SubmitButton } from "#app/ui/index.ts";
import { useFields } from "#app/use-fields.ts";
import type { Route } from "./+types/merge.ts";
import { requireLead, requireLeadId } from "./find-lead.server.ts";
import { sayLeadError } from "./say-lead-error.ts";

export async function loader({ context, params }: Route.LoaderArgs) {
  const { lead: one, organization } = await requireLead(context, params, "leads.write");
  const { lead: other } = await requireLead(context, { ...params, leadId: params.otherId }, "leads.write");
  if (one.id === other.id) throw httpError(404);
  const [older, newer] = olderFirst([one, other]);
  return { leadId: one.id, older, newer, organization };
}

export async function action({ context, params, request }: Route.ActionArgs) {
  const { caller, organization, leadId } = await requireLeadId(context, params, "leads.write");
  if (!isUuid(params.otherId)) throw httpError(404);
  const otherId = params.otherId.toLowerCase();
  const submission = await parseForm(request, mergeForm);
  if (submission.status !== "success") return refused(invalidForm(submission));
  const { olderVersion, newerVersion, older, ...choices } = submission.value;
  const newer = older === leadId ? otherId : leadId;
  try {
    const { survivorId } = await mergeLeads(caller, {
      leads: [
        { leadId: older === otherId ? otherId : leadId, rowVersion: olderVersion },
        { leadId: newer, rowVersion: newerVersion },
      ],
      choices,
    });
    return redirectWithFlash(context, leadUrl(organization.slug, survivorId), {
      tone: "good",
      message: "duplicates.flash.merged",
    });
  } catch (error) {
    if (!(error instanceof ConflictError)) return refused(invalidField(submission, error));
    return data({ result: submission.reply(), conflict: true }, { status: 409 });
  }
}

function refused({ data: result, init }: ReturnType<typeof invalidForm>) {
  return data({ result, conflict: false }, init ?? undefined);
}

/** Two leads side by side, and which value of each is to stay. */
export default function MergeLeads({ loaderData, actionData }: Route.ComponentProps) {
  const { leadId, older, newer, organization } = loaderData;
  const i18n = useI18n();
  const { m } = i18n;
  const t = m.duplicates;
  const { slug, currency } = organization;
  const { errors } = useFields(mergeForm, {
    lastResult: actionData?.result,
    labels: m.leads.fields,
    say: sayLeadError(i18n, currency),
  });
  const sent = actionData?.result.initialValue ?? {};
  const differing = mergedFields.filter((field) => !same(older, newer, field));
  const cell = "px-3 py-2 align-top break-words";
  return (
    <>
      <title>{m.common.pageTitle(t.mergeTitle)}</title>
      <PageHeader
        title={t.mergeTitle}
        trail={[
          { label: m.leads.title, href: leadsUrl(slug) },
          { label: leadId === older.id ? older.name : newer.name, href: leadUrl(slug, leadId) },
        ]}
      />
      <p className="max-w-prose">{t.mergeText}</p>
      <Form method="post" className="max-w-3xl">
        {actionData?.conflict ? (
          <Flash tone="bad" answer={actionData}>
            {t.conflict}
          </Flash>
        ) : (
          <ErrorSummary errors={errors} />
        )}
        <input type="hidden" name="older" value={older.id} />
        <input type="hidden" name="olderVersion" value={older.rowVersion} />
        <input type="hidden" name="newerVersion" value={newer.rowVersion} />
        <table className="paired my-6 w-full table-fixed border-collapse text-left">
          <caption className="sr-only">{t.mergeTitle}</caption>
          <thead>
            <tr className="label border-ink border-b-2">
              <td className="w-1/4" />
              <th scope="col" className={cell}>
                {t.older}
              </th>
              <th scope="col" className={cell}>
                {t.newer}
              </th>
            </tr>
          </thead>
          <tbody>
            {mergedFields.map((field) => (
              <tr
                key={field}
                className={`border-line border-b ${differing.includes(field) ? "bg-warn-wash" : ""}`}
              >
                <th scope="row" className="py-2 pr-3 pl-2 align-top font-semibold break-words">
                  {m.leads.fields[field]}
                </th>
                {(["older", "newer"] as const).map((side) => {
                  const shown = shownOf(side === "older" ? older : newer, field, i18n, currency);
                  return (
                    <td key={side} className={cell}>
                      {differing.includes(field) ? (
                        <label className="flex min-h-8 items-baseline gap-2">
                          <input
                            type="radio"
                            name={field}
                            value={side}
                            defaultChecked={side === (sent[field] ?? preset(older, newer, field))}
                            className="size-4 shrink-0"
                          />
                          <span className="min-w-0 break-words">
                            <span className="sr-only">
                              {m.leads.fields[field]}, {side === "older" ? t.older : t.newer}:{" "}
                            </span>
                            {shown}
                          </span>
                        </label>
                      ) : (
                        shown
                      )}
                    </td>
                  );
                })}
              </tr>
            ))}
          </tbody>
        </table>
        <div className="flex flex-wrap gap-3">
          <SubmitButton look="danger">{t.merge}</SubmitButton>
          <ButtonLink to={leadUrl(slug, leadId)} look="quiet">
            {m.common.cancel}
          </ButtonLink>
        </div>
      </Form>
    </>
  );
}

/** The older's, unless it is blank. */
const preset = (older: LeadDetails, newer: LeadDetails, field: MergedField) =>
  older[field] === null && newer[field] !== null ? "newer" : "older";

function same(one: LeadDetails, other: LeadDetails, field: MergedField): boolean {
  if (field === "status" && (one.wonAt !== other.wonAt || one.lostReason !== other.lostReason)) return false;
  return one[field] === other[field];
}

function shownOf(lead: LeadDetails, field: MergedField, { m, f }: I18n, currency: string) {
  switch (field) {
    case "menteeId":
      return `${lead.menteeName} · ${lead.cohortName}`;
    case "ownerId":
      return lead.ownerName ?? m.leads.noOwner;
    case "email":
      return <EmailText address={lead.email} />;
    case "phone":
      return <span className="whitespace-nowrap">{lead.phoneText ?? "–"}</span>;
    case "source":
      return lead.source ?? m.leads.unknownSource;
    case "value":
      return lead.value === null ? (
        m.leads.notDeclared
      ) : (
        <span className="whitespace-nowrap">{f.money(lead.value, currency)}</span>
      );
    case "status":
      return (
        <>
          <LeadStatusBadge status={lead.status} />
          {lead.wonOn && <span className="block text-sm">{f.date(lead.wonOn)}</span>}
          {lead.lostReason && <span className="block text-sm">{lead.lostReason}</span>}
        </>
      );
    default:
      return lead[field] ?? "–";
  }
}
