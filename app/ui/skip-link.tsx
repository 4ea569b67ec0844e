import { useI18n } from "#app/i18n/index.ts";

/** The first thing on every page for the keyboard; the shells place it and the `main` it leads to. */
export function SkipLink() {
  const { m } = useI18n();
  return (
    <a
      href="#content"
      className="label sr-only bg-ink text-paper focus:not-sr-only focus:fixed focus:top-2 focus:left-2 focus:z-50 focus:px-4 focus:py-2.5"
    >
      {m.common.skipToContent}
    </a>
  );
}
