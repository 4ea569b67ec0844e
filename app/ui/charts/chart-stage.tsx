import { type ReactNode, useCallback, useEffect, useRef, useState } from "react";

interface Tip {
  text: string;
  /** pixels from the left and top of the stage */
  left: number;
  top: number;
  /** which way the tip hangs from that point */
  side: "start" | "middle" | "end";
}

/**
 * Where the picture stands. Without JavaScript a mark's own <title> says what it is; with it a tip follows
 * the pointer and the focus from mark to mark (anything with `data-mark`), and Escape puts it away.
 */
export function ChartStage({ children }: { children: ReactNode }) {
  const stage = useRef<HTMLDivElement>(null);
  const [tip, setTip] = useState<Tip | null>(null);

  const show = useCallback((target: EventTarget) => {
    const box = stage.current;
    const mark = target instanceof Element ? target.closest("[data-mark]") : null;
    if (!box || !mark || !box.contains(mark)) return setTip(null);
    const at = mark.getBoundingClientRect();
    const around = box.getBoundingClientRect();
    const left = at.left + at.width / 2 - around.left;
    const share = left / around.width;
    setTip({
      text: mark.getAttribute("data-mark") ?? "",
      left,
      top: at.top - around.top,
      side: share < 0.25 ? "start" : share > 0.75 ? "end" : "middle",
    });
  }, []);

  // Two tips, the browser's and ours, would say the same thing twice.
  useEffect(() => {
    for (const title of stage.current?.querySelectorAll("[data-mark] > title") ?? []) title.remove();
  });

  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: only listens to what its marks do
    <div
      ref={stage}
      className="relative"
      onPointerOver={(event) => show(event.target)}
      onPointerLeave={() => setTip(null)}
      onFocus={(event) => show(event.target)}
      onBlur={() => setTip(null)}
      onKeyDown={(event) => {
        if (event.key === "Escape") setTip(null);
      }}
    >
      {children}
      {tip && (
        <div
          aria-hidden="true"
          style={{ left: tip.left, top: tip.top }}
          className={`pointer-events-none absolute z-10 w-max max-w-60 -translate-y-full bg-ink px-2.5 py-1.5 text-paper text-sm ${
            { start: "-translate-x-4", middle: "-translate-x-1/2", end: "translate-x-[calc(-100%+1rem)]" }[
              tip.side
            ]
          }`}
        >
          {tip.text}
        </div>
      )}
    </div>
  );
}
