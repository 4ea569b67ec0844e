import { leadsUrl } from "#app/domains/leads/lead-filter.ts";
import { deleteView } from "#app/domains/saved-views/commands.server.ts";
import { viewUrl } from "#app/domains/saved-views/view-urls.ts";
import { useI18n } from "#app/i18n/index.ts";
import { redirectWithFlash } from "#app/server/flash.server.ts";
import { ConfirmPage } from "#app/ui/index.ts";
import type { Route } from "./+types/delete-view.ts";
import { requireView } from "./find-view.server.ts";

export async function loader({ context, params }: Route.LoaderArgs) {
  const { view, organization } = await requireView(context, params);
  return { view, slug: organization.slug };
}

export async function action({ context, params }: Route.ActionArgs) {
  const { caller, organization, view } = await requireView(context, params);
  await deleteView(caller, { viewId: view.id });
  return redirectWithFlash(context, leadsUrl(organization.slug), {
    tone: "good",
    message: "savedViews.flash.deleted",
  });
}

export default function DeleteView({ loaderData }: Route.ComponentProps) {
  const { view, slug } = loaderData;
  const { m } = useI18n();
  const t = m.savedViews;
  const here = viewUrl(slug, view.id);
  return (
    <>
      <title>{m.common.pageTitle(t.deleteTitle(view.name))}</title>
      <ConfirmPage
        title={t.deleteTitle(view.name)}
        text={t.deleteText}
        confirmLabel={t.deleteConfirm}
        action={`${here}/delete`}
        cancelHref={here}
      />
    </>
  );
}
