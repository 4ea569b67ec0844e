import { secondStepMinutes } from "#app/domains/accounts/second-step-minutes.ts";
import { useI18n } from "#app/i18n/index.ts";
import { signInPath } from "#app/server/sign-in-path.ts";
import { ButtonLink } from "#app/ui/index.ts";

/** What there is for who gives a code too late, twice, or without a password. */
export function SecondStepOver({ next }: { next: string }) {
  const { m } = useI18n();
  const t = m.twoFactor.signIn;
  return (
    <>
      <title>{m.common.pageTitle(t.overTitle)}</title>
      <h1 className="figure mb-6 text-5xl">{t.overTitle}</h1>
      <p className="mb-6">{t.overText(secondStepMinutes)}</p>
      <ButtonLink to={signInPath(next)}>{t.back}</ButtonLink>
    </>
  );
}
