import { redirect } from "react-router";
import { ConflictError } from "#app/domains/errors.ts";
import { queueImport } from "#app/domains/imports/commands.server.ts";
import { importUrl } from "#app/domains/imports/import-urls.ts";
import { useI18n } from "#app/i18n/index.ts";
import { redirectWithFlash } from "#app/server/flash.server.ts";
import { sharesOneConnection } from "#app/server/one-connection.server.ts";
import { ConfirmPage } from "#app/ui/index.ts";
import type { Route } from "./+types/revert.ts";
import { requireImport } from "./find-import.server.ts";
import { isRevertible } from "./import-rules.ts";

export async function loader({ context, params }: Route.LoaderArgs) {
  const { imported, organization } = await requireImport(context, params);
  const url = importUrl(organization.slug, imported.id);
  if (!isRevertible(imported)) throw redirect(url);
  const { fileName, counts } = imported;
  return { fileName, counts, url, othersWait: sharesOneConnection(context) };
}

export async function action({ context, params }: Route.ActionArgs) {
  const { caller, imported, organization } = await requireImport(context, params);
  const url = importUrl(organization.slug, imported.id);
  try {
    await queueImport(caller, { importId: imported.id, task: "revert" });
  } catch (error) {
    if (!(error instanceof ConflictError)) throw error;
    return redirectWithFlash(context, url, { tone: "warn", message: "imports.flash.elsewhere" });
  }
  return redirect(url, 303);
}

/** Asks before an import is taken back. */
export default function RevertImport({ loaderData }: Route.ComponentProps) {
  const { fileName, counts, url, othersWait } = loaderData;
  const { created, updated } = counts ?? { created: 0, updated: 0 };
  const { m } = useI18n();
  const t = m.imports.revert;
  const title = t.title(fileName);
  return (
    <>
      <title>{m.common.pageTitle(title)}</title>
      <ConfirmPage
        title={title}
        text={
          <div className="grid gap-2">
            {created + updated > 0 && <p>{t.text(created, updated)}</p>}
            <p>{t.stays}</p>
            {othersWait && <p>{t.othersWait}</p>}
          </div>
        }
        confirmLabel={t.confirm}
        action={`${url}/revert`}
        cancelHref={url}
      />
    </>
  );
}
