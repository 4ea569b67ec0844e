import { useI18n } from "#app/i18n/index.ts";
import { ConfirmPage } from "#app/ui/index.ts";
import { galleryWords } from "./words.ts";

export function ConfirmScreen() {
  const { locale } = useI18n();
  const words = galleryWords(locale);
  return (
    <ConfirmPage
      title={words.deleteTitle}
      text={words.deleteText}
      confirmLabel={words.deleteLabel}
      action="/o/demo/leads/1/delete"
      fields={{ rowVersion: "3" }}
      cancelHref="/o/demo/leads/1"
    />
  );
}
