import { redirect } from "react-router";
import { ConflictError } from "#app/domains/errors.ts";
import { queueImport } from "#app/domains/imports/commands.server.ts";
import { importsUrl, importUrl } from "#app/domains/imports/import-urls.ts";
import { listRejected } from "#app/domains/imports/queries.server.ts";
import { useI18n } from "#app/i18n/index.ts";
import { redirectWithFlash } from "#app/server/flash.server.ts";
import { sharesOneConnection } from "#app/server/one-connection.server.ts";
import { PageHeader } from "#app/ui/index.ts";
import type { Route } from "./+types/import.ts";
import { requireImport } from "./find-import.server.ts";
import { ImportOutcome } from "./import-outcome.tsx";
import { ImportProgress } from "./import-progress.tsx";
import { ImportState } from "./import-state.tsx";
import { rowBeginning } from "./row-beginning.ts";

/** As many rejected rows are shown; the file has them all. */
const shown = 20;

export async function loader({ context, params }: Route.LoaderArgs) {
  const { caller, imported, organization } = await requireImport(context, params);
  if (imported.status === "uploaded") throw redirect(`${importUrl(organization.slug, imported.id)}/mapping`);
  const busy = imported.status === "queued" || imported.status === "running";
  const rows =
    busy || !imported.counts?.rejected
      ? []
      : await listRejected(caller, { importId: imported.id, afterLine: 0, limit: shown });
  const rejected = rows.map(({ cells, ...row }) => ({ ...row, beginning: rowBeginning(cells) }));
  const { slug, timeZone, currency } = organization;
  return {
    ...{ imported, rejected, busy, organization: { slug, timeZone, currency } },
    othersWait: sharesOneConnection(context),
  };
}

/** Carries out what was rehearsed. */
export async function action({ context, params }: Route.ActionArgs) {
  const { caller, imported, organization } = await requireImport(context, params);
  const url = importUrl(organization.slug, imported.id);
  try {
    await queueImport(caller, { importId: imported.id, task: "import" });
  } catch (error) {
    if (!(error instanceof ConflictError)) throw error;
    return redirectWithFlash(context, url, { tone: "warn", message: "imports.flash.elsewhere" });
  }
  return redirect(url, 303);
}

export default function Import({ loaderData }: Route.ComponentProps) {
  const { imported, rejected, busy, organization, othersWait } = loaderData;
  const { m, f } = useI18n();
  const t = m.imports;
  const { slug, timeZone } = organization;
  return (
    <>
      <title>{m.common.pageTitle(imported.fileName)}</title>
      <PageHeader
        title={<span className="break-words">{imported.fileName}</span>}
        trail={[{ label: t.title, href: importsUrl(slug) }]}
        period={t.uploadedBy(f.dateTime(imported.createdAt, timeZone), imported.by ?? t.list.byCommand)}
      />
      <p className="mb-6">
        <ImportState {...imported} />
      </p>
      {busy ? (
        <ImportProgress imported={imported} othersWait={othersWait} />
      ) : (
        <ImportOutcome
          imported={imported}
          rejected={rejected}
          organization={organization}
          othersWait={othersWait}
        />
      )}
    </>
  );
}
