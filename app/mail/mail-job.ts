/** How often a job tries to send an e-mail: a mail server may be away for hours, and a link is worth something for days. */
export const mailRetries = { times: 10, afterSeconds: 15, afterSecondsAtMost: 3_600 } as const;

/**
 * What a job sends with.
 * @throws where the installation does not send e-mails any more: the job waits until it does, or is given up
 */
export function requireMail<Mail>(mail: Mail | undefined): Mail {
  if (mail === undefined) throw new Error("PLACAR_SMTP_URL is not set.");
  return mail;
}
