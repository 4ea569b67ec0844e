import type { ReactNode } from "react";
import { useFormAction, useNavigation } from "react-router";
import { useI18n } from "#app/i18n/index.ts";
import { type ButtonLook, buttonClass } from "./button.tsx";

export interface SubmitButtonProps {
  children: ReactNode;
  look?: ButtonLook;
  /** tells the buttons of one form apart */
  name?: string;
  value?: string;
  /** the form's action where it is not the page itself */
  action?: string;
  /** what it says while the form is on its way */
  pendingLabel?: string;
  className?: string;
}

/** Sends its form once: while that is on its way it says so and takes no second press. */
export function SubmitButton(props: SubmitButtonProps) {
  const { children, look = "primary", name, value, action, pendingLabel, className = "" } = props;
  const { m } = useI18n();
  const pending = usePending(action, name, value);
  return (
    <button
      type="submit"
      name={name}
      value={value}
      aria-disabled={pending || undefined}
      // Leaving a field may show an error that moves this button away between press and release, and the press is lost.
      onMouseDown={(event) => event.preventDefault()}
      onClick={(event) => {
        if (pending) event.preventDefault();
      }}
      className={`${buttonClass(look)} ${className}`}
    >
      <span className="grid justify-items-center">
        <span
          className={`col-start-1 row-start-1 inline-flex items-center gap-2 ${pending ? "invisible" : ""}`}
        >
          {children}
        </span>
        {pending && <span className="col-start-1 row-start-1">{pendingLabel ?? m.common.form.saving}</span>}
      </span>
    </button>
  );
}

function usePending(
  action: string | undefined,
  name: string | undefined,
  value: string | undefined,
): boolean {
  const navigation = useNavigation();
  const here = useFormAction();
  if (navigation.state === "idle" || navigation.formAction === undefined) return false;
  const path = (address: string) => address.split("?")[0];
  if (path(navigation.formAction) !== path(action ?? here)) return false;
  return name === undefined || navigation.formData?.get(name) === value;
}
