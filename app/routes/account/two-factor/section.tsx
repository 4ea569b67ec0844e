import { useI18n } from "#app/i18n/index.ts";
import { Badge, ButtonLink, Section } from "#app/ui/index.ts";

/** Whether a code is asked for after the password, and the pages that change that. */
export function TwoFactorSection({ enabled }: { enabled: boolean }) {
  const { m } = useI18n();
  const t = m.twoFactor;
  return (
    <Section title={t.title} description={enabled ? t.onText : t.offText}>
      <p className="mb-4">
        <Badge tone={enabled ? "good" : "neutral"}>{enabled ? t.on : t.off}</Badge>
      </p>
      <div className="flex flex-wrap gap-3">
        {enabled ? (
          <>
            <ButtonLink to="/account/two-factor/recovery-codes" look="quiet">
              {t.renew.link}
            </ButtonLink>
            <ButtonLink to="/account/two-factor/off" look="danger">
              {t.turnOff.link}
            </ButtonLink>
          </>
        ) : (
          <ButtonLink to="/account/two-factor" look="quiet">
            {t.setUp.link}
          </ButtonLink>
        )}
      </div>
    </Section>
  );
}
