import { useI18n } from "#app/i18n/index.ts";
import { Badge, type Tone } from "#app/ui/index.ts";
import type { LeadStatus } from "#schema";
import { pipelineStages, rankOf } from "./lead-status.ts";

const tones: Partial<Record<LeadStatus, Tone>> = { won: "good", lost: "bad" };

/** A lead's stage, and how far along the pipeline it is. */
export function LeadStatusBadge({ status }: { status: LeadStatus }) {
  const { m } = useI18n();
  const rank = rankOf(status);
  return (
    <Badge
      tone={tones[status] ?? "neutral"}
      {...(status === "lost" ? {} : { progress: [rank, pipelineStages.length - 1] as const })}
    >
      {m.leads.status[status]}
    </Badge>
  );
}
