import { Form } from "react-router";
import { deviceOf } from "#app/domains/accounts/device-of.ts";
import { useI18n } from "#app/i18n/index.ts";
import { Section, SubmitButton } from "#app/ui/index.ts";
import type { AccountFacts } from "./load-account.server.ts";

const action = "/account/sessions";

/** Where a person is signed in; each session but this one can be ended. */
export function SessionsSection({ sessions }: Pick<AccountFacts, "sessions">) {
  const { m } = useI18n();
  const t = m.auth.sessions;
  return (
    <Section
      title={t.title}
      description={t.text}
      actions={
        sessions.length > 1 && (
          <Form method="post" action={action} preventScrollReset>
            <SubmitButton look="quiet" name="session" value="others" action={action}>
              {t.endOthers}
            </SubmitButton>
          </Form>
        )
      }
    >
      <ul className="border-line border-t">
        {sessions.map((session) => (
          <SessionItem key={session.id} {...session} />
        ))}
      </ul>
    </Section>
  );
}

function SessionItem({ id, userAgent, startedAt, lastUsedAt, isThis }: AccountFacts["sessions"][number]) {
  const { m, f } = useI18n();
  const t = m.auth.sessions;
  const { browser, system } = deviceOf(userAgent);
  const device = browser && system ? t.device(browser, system) : (browser ?? system ?? t.unknown);
  return (
    <li className="flex items-center justify-between gap-4 border-line border-b py-2.5">
      <span className="min-w-0 break-words">
        <span className="font-semibold">{device}</span>
        <span className="block text-muted text-sm">{t.since(f.dateTime(startedAt, "UTC"))}</span>
        <span className="block text-muted text-sm">
          {isThis ? t.thisOne : t.lastUsed(f.dateTime(lastUsedAt, "UTC"))}
        </span>
      </span>
      {!isThis && (
        <Form method="post" action={action} preventScrollReset>
          <SubmitButton look="quiet" name="session" value={id} action={action}>
            <span aria-hidden="true">{t.end}</span>
            <span className="sr-only">{t.endOf(device)}</span>
          </SubmitButton>
        </Form>
      )}
    </li>
  );
}
