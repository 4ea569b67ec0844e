import { useI18n } from "#app/i18n/index.ts";
import { ButtonLink } from "./button.tsx";
import { SubmitButton } from "./submit-button.tsx";

/** Under the fields of a form that fills a page: save, and the way back. */
export function FormActions({ cancelHref }: { cancelHref: string }) {
  const { m } = useI18n();
  return (
    <div className="mt-7 flex gap-3">
      <SubmitButton>{m.common.save}</SubmitButton>
      <ButtonLink to={cancelHref} look="quiet">
        {m.common.cancel}
      </ButtonLink>
    </div>
  );
}
