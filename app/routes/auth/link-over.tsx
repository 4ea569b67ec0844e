import { useI18n } from "#app/i18n/index.ts";
import { ButtonLink } from "#app/ui/index.ts";

interface LinkOverProps {
  /** somebody else has the address by now */
  taken?: boolean | undefined;
  /** where a new link is asked for */
  again: string;
}

/** What a link from an e-mail leads to that opens nothing any more. */
export function LinkOver({ taken = false, again }: LinkOverProps) {
  const { m } = useI18n();
  const t = m.mailLinks.over;
  return (
    <>
      <title>{m.common.pageTitle(t.title)}</title>
      <h1 className="figure mb-6 text-5xl">{t.title}</h1>
      <p className="mb-6">{taken ? t.taken : t.text}</p>
      <ButtonLink to={again}>{t.askAgain}</ButtonLink>
    </>
  );
}
