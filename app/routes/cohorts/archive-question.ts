import { cohortUrl } from "#app/domains/cohorts/cohort-list.ts";
import type { CohortDetails } from "#app/domains/cohorts/queries.server.ts";
import type { Messages } from "#app/i18n/index.ts";

/** What is asked before a cohort goes into the archive, or comes back from it. */
export function archiveQuestion(
  { id, name, archived }: Pick<CohortDetails, "id" | "name" | "archived">,
  slug: string,
  { cohorts: { archive: t } }: Messages,
) {
  const action = `${cohortUrl(slug, id)}/archive`;
  return archived
    ? {
        title: t.undoTitle(name),
        text: t.undoText,
        confirmLabel: t.undoConfirm,
        fields: { to: "active" },
        harmless: true,
        action,
      }
    : {
        title: t.title(name),
        text: t.text,
        confirmLabel: t.confirm,
        fields: { to: "archived" },
        harmless: false,
        action,
      };
}
