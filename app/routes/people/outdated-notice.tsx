import { useI18n } from "#app/i18n/index.ts";
import { Flash } from "#app/ui/index.ts";
import type { Outdated } from "./outdated.ts";

/** Why a question about a member could not be answered as it was asked. */
export function OutdatedNotice({ outdated }: { outdated: Outdated }) {
  const { m } = useI18n();
  const t = m.people.person;
  return (
    <Flash tone="bad" answer={outdated}>
      {outdated.lastOwner ? t.lastOwner : t.conflict(m.people.roles[outdated.saved])}
    </Flash>
  );
}
