import { type ReactNode, useId } from "react";
import { type ButtonLook, buttonClass } from "./button.tsx";
import { Icon } from "./icon.tsx";
import { usePopover } from "./use-popover.ts";

export interface PopoverFormProps {
  /** of the panel, unique on the page */
  id: string;
  /** on the button that opens it, and above the form */
  label: string;
  look?: ButtonLook;
  closeLabel: string;
  /** the form */
  children: ReactNode;
}

/** A small form behind a button, in a native popover: it opens without JavaScript. */
export function PopoverForm({ id, label, look = "quiet", closeLabel, children }: PopoverFormProps) {
  const titleId = useId();
  const panel = usePopover<HTMLDivElement>();
  return (
    <>
      <button type="button" popoverTarget={id} aria-haspopup="dialog" className={buttonClass(look)}>
        {label}…
      </button>
      <div
        id={id}
        ref={panel}
        popover="auto"
        role="dialog"
        aria-labelledby={titleId}
        className="m-auto w-[26rem] max-w-[calc(100vw-2rem)] overflow-y-auto border-ink border-t-4 bg-paper p-6 text-ink backdrop:bg-scrim"
      >
        <div className="mb-4 flex items-start justify-between gap-4">
          <h2 id={titleId} className="figure text-4xl leading-none">
            {label}
          </h2>
          <button
            type="button"
            popoverTarget={id}
            popoverTargetAction="hide"
            className="-mt-1 -mr-2 flex size-9 items-center justify-center hover:text-accent"
          >
            <Icon name="plus" className="size-4 rotate-45" />
            <span className="sr-only">{closeLabel}</span>
          </button>
        </div>
        {children}
      </div>
    </>
  );
}
