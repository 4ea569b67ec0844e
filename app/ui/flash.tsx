import type { ReactNode } from "react";
import { Icon } from "./icon.tsx";

const tones = {
  good: { box: "border-good bg-good-wash", sign: "text-good", icon: "check" },
  bad: { box: "border-bad bg-bad-wash", sign: "text-bad", icon: "alert" },
  warn: { box: "border-warn bg-warn-wash", sign: "text-warn", icon: "alert" },
} as const;

/** One message about what just happened; announced politely, a failure at once. */
export function Flash({ tone = "good", children }: { tone?: keyof typeof tones; children: ReactNode }) {
  const { box, sign, icon } = tones[tone];
  return (
    <div
      role={tone === "bad" ? "alert" : "status"}
      className={`flash mb-6 flex items-start gap-3 border-l-4 px-4 py-3 print:hidden ${box}`}
    >
      <Icon name={icon} className={`mt-1 size-4 ${sign}`} />
      <div className="min-w-0">{children}</div>
    </div>
  );
}
