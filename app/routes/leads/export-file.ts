import { redirect } from "react-router";
import { noteExport } from "#app/domains/leads/commands.server.ts";
import { exportUrl } from "#app/domains/leads/export-url.ts";
import { leadSearch } from "#app/domains/leads/lead-search.ts";
import { exportLeads } from "#app/domains/leads/queries.server.ts";
import { today } from "#app/domains/period.ts";
import { i18nFor } from "#app/i18n/i18n-for.ts";
import { httpError } from "#app/server/http-error.ts";
import { type RequestContext, requestFacts, requestServices } from "#app/server/request-context.server.ts";
import { parseSearch } from "#app/server/search-params.ts";
import { requireMember } from "#app/server/session.server.ts";
import { sendTable } from "#app/server/table-file/send-table.server.ts";
import type { Route } from "./+types/export-file.ts";
import { exportColumns } from "./export-columns.ts";

/** The file itself: who takes it leaves a note, so it is not given for a mere link. */
export async function action({ context, params, url }: Route.ActionArgs) {
  const { caller, organization } = await requireMember(context, params.organization, "leads.read");
  // A script would hold all of the file at once, and so would the server for it.
  if (isForScript(context)) throw httpError(400);
  const { filter, sort } = parseSearch(url.searchParams, leadSearch);
  const { slug, timeZone, currency } = organization;
  const i18n = i18nFor(requestFacts(context).locale);
  const format = url.pathname.endsWith(".csv") ? "csv" : "xlsx";
  await noteExport(caller, { format, filter });
  const { secret: cursorSecret } = requestServices(context);
  const { sheet, fileName } = i18n.m.leadExport;
  return sendTable(
    {
      title: sheet,
      currency,
      columns: exportColumns(i18n, currency),
      pages: exportLeads(caller, { filter, sort, timeZone, cursorSecret }),
    },
    format,
    `${slug}-${fileName}-${today(timeZone)}`,
  );
}

/** To the page that asks first. */
export async function loader({ context, params, url }: Route.LoaderArgs) {
  const { organization } = await requireMember(context, params.organization, "leads.read");
  const { filter, sort } = parseSearch(url.searchParams, leadSearch);
  throw redirect(exportUrl(organization.slug, filter, sort));
}

const isForScript = (context: RequestContext) => /^[^?]*\.data(?:\?|$)/.test(requestFacts(context).target);
