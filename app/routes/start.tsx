import { useI18n } from "#app/i18n/index.ts";
import { usePreferences } from "#app/root.tsx";
import { PublicShell } from "#app/ui/public-shell.tsx";

/** Stands here until the first real page does. */
export default function Start() {
  const { m } = useI18n();
  return (
    <PublicShell preferences={usePreferences()}>
      <h1 className="figure text-5xl">{m.common.product}</h1>
    </PublicShell>
  );
}
