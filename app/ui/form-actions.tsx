import type { ReactNode } from "react";
import { useI18n } from "#app/i18n/index.ts";
import { ButtonLink } from "./button.tsx";
import { SubmitButton } from "./submit-button.tsx";

interface FormActionsProps {
  cancelHref: string;
  /** what the first button says, which Enter presses too; "Save" unless given */
  submitLabel?: string;
  /** other ways to send the form */
  children?: ReactNode;
}

/** Under the fields of a form that fills a page: save, and the way back. */
export function FormActions({ cancelHref, submitLabel, children }: FormActionsProps) {
  const { m } = useI18n();
  return (
    <div className="mt-7 flex flex-wrap gap-3">
      <SubmitButton>{submitLabel ?? m.common.save}</SubmitButton>
      {children}
      <ButtonLink to={cancelHref} look="quiet">
        {m.common.cancel}
      </ButtonLink>
    </div>
  );
}
