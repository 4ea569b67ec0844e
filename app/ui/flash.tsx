import { type ReactNode, useEffect, useRef } from "react";
import { Icon } from "./icon.tsx";

const tones = {
  good: { box: "border-good bg-good-wash", sign: "text-good", icon: "check" },
  bad: { box: "border-bad bg-bad-wash", sign: "text-bad", icon: "alert" },
  warn: { box: "border-warn bg-warn-wash", sign: "text-warn", icon: "alert" },
} as const;

interface FlashProps {
  tone?: keyof typeof tones;
  /** the answer to a form that stayed on the page: with each new one the message takes the focus, and so comes into sight */
  answer?: unknown;
  children: ReactNode;
}

/** One message about what just happened; announced politely, a failure at once. */
export function Flash({ tone = "good", answer, children }: FlashProps) {
  const { box, sign, icon } = tones[tone];
  const message = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (answer !== undefined) message.current?.focus();
  }, [answer]);
  return (
    <div
      ref={message}
      tabIndex={answer === undefined ? undefined : -1}
      role={tone === "bad" ? "alert" : "status"}
      className={`flash mb-6 flex items-start gap-3 border-l-4 px-4 py-3 print:hidden ${box}`}
    >
      <Icon name={icon} className={`mt-1 size-4 ${sign}`} />
      <div className="min-w-0">{children}</div>
    </div>
  );
}
