import type { Transporter } from "nodemailer";
import type SMTPTransport from "nodemailer/lib/smtp-transport";
import { isLocal } from "#app/db/is-local.ts";
import { type Letter, letterAsHtml, letterAsText } from "./letter.ts";

export interface MailSettings {
  /** `smtp://` or `smtps://` */
  smtpUrl: string;
  /** `no-reply@placar.example`, or with a name in front */
  from: string;
  /** where links lead, such as https://placar.example */
  origin: string;
  /** signs links */
  secret: string;
}

export interface Sending {
  /** an address */
  to: string;
  letter: Letter;
  /** The same for each attempt to send it, so that a mail program can tell that it came twice. */
  id: string;
}

/** What whoever writes e-mails needs. */
export interface Mail {
  readonly origin: string;
  readonly secret: string;
  /** @throws MailError */
  send(sending: Sending): Promise<void>;
  /** Connects and signs in, without sending. @throws MailError */
  check(): Promise<void>;
  close(): void;
}

/** The mail server did not take it; says how, without the recipient. */
export class MailError extends Error {
  override name = "MailError";
}

/** Milliseconds, each: to connect, to be greeted, between two signs of life. */
const patience = { connectionTimeout: 10_000, greetingTimeout: 10_000, socketTimeout: 20_000 };

/** Sends through an SMTP server. Connects with the first e-mail; one on another machine is spoken to over TLS alone. */
export function openMail({ smtpUrl, from, origin, secret }: MailSettings): Mail {
  let opened: Promise<Transporter<SMTPTransport.SentMessageInfo>> | undefined;
  const transport = () => {
    opened ??= connect(smtpUrl);
    return opened;
  };
  return {
    origin,
    secret,
    async send({ to, letter, id }) {
      const sender = await transport();
      const sent = sender.sendMail({
        from,
        to,
        subject: letter.subject,
        text: letterAsText(letter),
        html: letterAsHtml(letter),
        messageId: `<${id}@${new URL(origin).hostname}>`,
        // Nobody's absence notes are of use here.
        headers: { "Auto-Submitted": "auto-generated", "Content-Language": letter.locale },
        // Neither files nor addresses are ever read from what people wrote.
        disableFileAccess: true,
        disableUrlAccess: true,
      });
      await sent.catch(refuse);
    },
    async check() {
      await (await transport()).verify().catch(refuse);
    },
    close() {
      void opened?.then((transporter) => transporter.close());
    },
  };
}

async function connect(url: string): Promise<Transporter<SMTPTransport.SentMessageInfo>> {
  const { createTransport } = await import("nodemailer");
  const { protocol, hostname } = new URL(url);
  return createTransport({ url, ...patience, requireTLS: protocol === "smtp:" && !isLocal(hostname) });
}

function refuse(error: unknown): never {
  const { code, responseCode } = error as { code?: string; responseCode?: number };
  throw new MailError(`The mail server: ${[code, responseCode].filter(Boolean).join(" ") || "no answer"}.`);
}
