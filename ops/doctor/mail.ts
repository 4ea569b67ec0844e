import type { Env } from "#app/env.server.ts";
import { openMail } from "#app/mail/open-mail.server.ts";
import { type Finding, look, ok } from "./finding.ts";

const advice =
  "Nothing is lost: e-mails wait as jobs and are tried again. Start it, or correct PLACAR_SMTP_URL.";

/** Whether e-mails can be sent: the mail server is spoken to and signed in at, and sent nothing. */
export async function lookAtMail({ mail: settings }: Pick<Env, "mail">): Promise<Finding> {
  if (!settings)
    return ok("mail", "none is sent (PLACAR_SMTP_URL): whoever invites somebody is shown the link");
  return look("mail", advice, async () => {
    const mail = openMail({ ...settings, secret: "" });
    try {
      await mail.check();
      return ok("mail", `sent through ${new URL(settings.smtpUrl).host} as ${settings.from}`);
    } finally {
      mail.close();
    }
  });
}
