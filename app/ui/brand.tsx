import { useI18n } from "#app/i18n/index.ts";

/** The name as the flaps of a split-flap board. Decorated text: read aloud as one word. */
export function Brand({ size = "small" }: { size?: "small" | "large" }) {
  const { m } = useI18n();
  const flap =
    size === "large"
      ? "w-9 h-13 text-[2.5rem] leading-[3.25rem] mr-[3px]"
      : "w-[1.1875rem] h-7 text-[1.375rem] leading-7 mr-[2px]";
  return (
    <span className="inline-flex">
      <span className="sr-only">{m.common.product}</span>
      <span aria-hidden="true" className="inline-flex">
        {[..."PLACAR"].map((letter, index) => (
          <span
            // biome-ignore lint/suspicious/noArrayIndexKey: the letters of a word never move
            key={index}
            className={`figure relative inline-block bg-ink text-center text-paper [--tile:var(--ink)] last:mr-0 last:bg-accent last:text-on-accent last:[--tile:var(--accent)] ${flap}`}
          >
            {letter}
            <span className="absolute inset-x-0 top-1/2 h-px bg-(--tile)" />
          </span>
        ))}
      </span>
    </span>
  );
}
