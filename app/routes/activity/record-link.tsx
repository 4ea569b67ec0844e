import type { ActivityEntry } from "#app/domains/activity/queries.server.ts";
import { cohortUrl } from "#app/domains/cohorts/cohort-list.ts";
import { tagUrl } from "#app/domains/labels/tag-urls.ts";
import { leadUrl } from "#app/domains/leads/lead-filter.ts";
import { menteeUrl } from "#app/domains/mentees/mentee-list.ts";
import { invitationUrl, personUrl } from "#app/domains/people/people-urls.ts";
import { useI18n } from "#app/i18n/index.ts";
import { Link } from "#app/ui/index.ts";

const addresses: Readonly<Record<string, (slug: string, id: string) => string>> = {
  lead: leadUrl,
  mentee: menteeUrl,
  cohort: cohortUrl,
  member: personUrl,
  invitation: invitationUrl,
  tag: tagUrl,
};

/** The record that an entry is about; a link where it still has a page. */
export function RecordLink({ entry, slug }: { entry: ActivityEntry; slug: string }) {
  const { m } = useI18n();
  const { recordType, recordId, recordName, open } = entry;
  if (recordId === null || (recordName === null && addresses[recordType] === undefined)) return "–";
  const address = addresses[recordType];
  if (recordName === null) return <span className="text-muted">{m.activity.gone}</span>;
  if (!open || !address) return recordName;
  return (
    <Link className="link" to={address(slug, recordId)}>
      {recordName}
    </Link>
  );
}
