import type { SubmissionResult } from "@conform-to/react";
import { useI18n } from "#app/i18n/index.ts";
import { Columns, Flash, PageHeader } from "#app/ui/index.ts";
import { EmailSection } from "./email-section.tsx";
import type { AccountFacts } from "./load-account.server.ts";
import { NameSection } from "./name-section.tsx";
import { OrganizationsSection } from "./organizations-section.tsx";
import { PasswordSection } from "./password-section.tsx";
import { RemindersSection } from "./reminders-section.tsx";
import { SessionsSection } from "./sessions-section.tsx";
import { TwoFactorSection } from "./two-factor/section.tsx";

interface AccountPageProps {
  account: AccountFacts;
  /** what the form for the name answered */
  nameResult?: SubmissionResult<string[]> | undefined;
  /** what the form for the e-mail address answered */
  emailResult?: SubmissionResult<string[]> | undefined;
  /** what the form for the password answered */
  passwordResult?: SubmissionResult<string[]> | undefined;
  /** until the password may be tried again; 0 for now */
  retryMinutes?: number | undefined;
}

/** A person's own page, a list of sections: each of its forms posts to an address of its own, which answers with this page. */
export function AccountPage({
  account,
  nameResult,
  emailResult,
  passwordResult,
  retryMinutes = 0,
}: AccountPageProps) {
  const { m } = useI18n();
  const { name, email, emailVerified, twoFactorEnabled } = account.user;
  return (
    <>
      <title>{m.common.pageTitle(m.auth.account.title)}</title>
      <PageHeader title={m.auth.account.title} period={email} />
      {retryMinutes > 0 && <Flash tone="bad">{m.auth.tooManyAttempts(retryMinutes)}</Flash>}
      <Columns>
        <NameSection name={name} result={nameResult} />
        <EmailSection
          email={email}
          confirmed={emailVerified}
          sendsMail={account.sendsMail}
          result={emailResult}
        />
        <PasswordSection email={email} result={passwordResult} />
        <TwoFactorSection enabled={twoFactorEnabled} />
        {account.sendsMail && <RemindersSection user={account.user} reminders={account.reminders} />}
        <OrganizationsSection organizations={account.organizations} />
        <SessionsSection sessions={account.sessions} />
      </Columns>
    </>
  );
}
