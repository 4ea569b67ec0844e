import { useI18n } from "#app/i18n/index.ts";

/** The first thing on every page for the keyboard; the shells place it and the `main` it leads to. */
export function SkipLink() {
  const { m } = useI18n();
  return (
    <a
      href="#content"
      className="label fixed top-2 left-2 z-50 -translate-y-20 bg-ink px-4 py-2.5 text-paper focus:translate-y-0 print:hidden"
    >
      {m.common.skipToContent}
    </a>
  );
}
