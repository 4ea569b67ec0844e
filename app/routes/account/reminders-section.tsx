import { Form } from "react-router";
import { useI18n } from "#app/i18n/index.ts";
import { Section, SubmitButton } from "#app/ui/index.ts";
import type { AccountFacts } from "./load-account.server.ts";

const action = "/account/reminders";

/** Whether follow-ups that are due come by e-mail. */
export function RemindersSection({ user, reminders }: Pick<AccountFacts, "user" | "reminders">) {
  const { m } = useI18n();
  const t = m.reminders.account;
  const state = reminders ? (user.emailVerified ? t.on : t.unconfirmed) : t.off;
  return (
    <Section title={t.title} description={t.text} id="reminders">
      <Form
        method="post"
        action={action}
        preventScrollReset
        className="flex flex-wrap items-center justify-between gap-x-4 gap-y-2"
      >
        <p className="font-semibold">{state}</p>
        <SubmitButton look="quiet" name="reminders" value={reminders ? "off" : "on"} action={action}>
          {reminders ? t.turnOff : t.turnOn}
        </SubmitButton>
      </Form>
    </Section>
  );
}
