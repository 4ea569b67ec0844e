import { menteeUrl } from "#app/domains/mentees/mentee-list.ts";
import type { MenteeDetails } from "#app/domains/mentees/queries.server.ts";
import type { Messages } from "#app/i18n/index.ts";

/** What is asked before a mentee goes into the archive, or comes back from it. */
export function archiveQuestion(
  { id, businessName, archived }: Pick<MenteeDetails, "id" | "businessName" | "archived">,
  slug: string,
  { mentees: { archive: t } }: Messages,
) {
  const action = `${menteeUrl(slug, id)}/archive`;
  return archived
    ? {
        title: t.undoTitle(businessName),
        text: t.undoText,
        confirmLabel: t.undoConfirm,
        fields: { to: "active" },
        harmless: true,
        action,
      }
    : {
        title: t.title(businessName),
        text: t.text,
        confirmLabel: t.confirm,
        fields: { to: "archived" },
        harmless: false,
        action,
      };
}
