import type { ListedImport } from "#app/domains/imports/queries.server.ts";
import { useI18n } from "#app/i18n/index.ts";
import { Badge, type Tone } from "#app/ui/index.ts";

const tones: Partial<Record<ListedImport["status"], Tone>> = {
  queued: "accent",
  running: "accent",
  rehearsed: "warn",
  done: "good",
  failed: "bad",
};

/** Where an import stands. */
export function ImportState({ status, task }: Pick<ListedImport, "status" | "task">) {
  const { m } = useI18n();
  const { states, tasks } = m.imports;
  const busy = status === "queued" || status === "running";
  return <Badge tone={tones[status] ?? "neutral"}>{busy && task ? tasks[task] : states[status]}</Badge>;
}
