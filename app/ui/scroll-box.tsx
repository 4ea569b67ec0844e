import type { ReactNode } from "react";

/**
 * What is too wide scrolls sideways in here, with the keyboard too; a shadow marks the edge beyond which there is more. Positioned, so that hidden text stays inside.
 */
export function ScrollBox({
  label,
  labelledBy,
  className = "",
  children,
}: {
  label?: string;
  labelledBy?: string;
  className?: string;
  children: ReactNode;
}) {
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset is for forms
    <div
      role="group"
      aria-label={label}
      aria-labelledby={labelledBy}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must take the keyboard
      tabIndex={0}
      className={`scroll-box relative overflow-x-auto focus-visible:-outline-offset-2 print:overflow-visible ${className}`}
    >
      {children}
    </div>
  );
}
