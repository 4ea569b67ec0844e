import { deleteTag } from "#app/domains/labels/commands.server.ts";
import { tagsUrl, tagUrl } from "#app/domains/labels/tag-urls.ts";
import { useI18n } from "#app/i18n/index.ts";
import { redirectWithFlash } from "#app/server/flash.server.ts";
import { ConfirmPage } from "#app/ui/index.ts";
import type { Route } from "./+types/delete.ts";
import { requireTag, requireTagId } from "./find-tag.server.ts";

export async function loader({ context, params }: Route.LoaderArgs) {
  const { tag, organization } = await requireTag(context, params);
  return { tag, slug: organization.slug };
}

export async function action({ context, params }: Route.ActionArgs) {
  const { caller, organization, tagId } = await requireTagId(context, params);
  await deleteTag(caller, { tagId });
  return redirectWithFlash(context, tagsUrl(organization.slug), {
    tone: "good",
    message: "tags.flash.deleted",
  });
}

/** Asks before a tag is taken off every lead. */
export default function DeleteTag({ loaderData }: Route.ComponentProps) {
  const { tag, slug } = loaderData;
  const { m } = useI18n();
  const t = m.tags.delete;
  return (
    <>
      <title>{m.common.pageTitle(t.title(tag.name))}</title>
      <ConfirmPage
        title={t.title(tag.name)}
        text={t.text}
        confirmLabel={t.confirm}
        action={`${tagUrl(slug, tag.id)}/delete`}
        cancelHref={tagsUrl(slug)}
      />
    </>
  );
}
