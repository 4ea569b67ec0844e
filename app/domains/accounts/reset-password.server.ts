import { eq } from "drizzle-orm";
import { newId } from "#app/db/new-id.ts";
import type { SystemScope } from "#app/db/scope.ts";
import type { Caller } from "#app/domains/caller.ts";
import { declareCommand } from "#app/domains/declare-command.server.ts";
import { ConflictError } from "#app/domains/errors.ts";
import { tags } from "#app/domains/tags.server.ts";
import type { Locale } from "#app/i18n/locales.ts";
import { users, verifications } from "#schema";
import { authErrorCode, authIn } from "./auth.server.ts";
import { holdEmail } from "./ensure-account.server.ts";
import type { Link } from "./link-token.server.ts";
import { enqueueLink } from "./mail-link.server.ts";
import { tellOfPassword } from "./mail-notice.server.ts";
import { type PasswordCheck, prepareHash } from "./password.server.ts";
import { admitAttempt, limitOn } from "./rate-limit.server.ts";
import { forgetSecondSteps } from "./second-step.server.ts";
import { forgetLinks, insertLink, liveLink } from "./write-link.server.ts";

/** From where something is asked for, as far as limits go. */
export interface Origin {
  network: string;
  /** the installation's: limits are kept under a hash made with it */
  secret: string;
}

/** A link with which an account's password can be set anew, and whether there is such an account. */
export interface PasswordReset extends Link {
  known: boolean;
}

/**
 * Makes a link that sets a password anew; the older ones of the account die. Where `locale` is given it is sent to the address.
 * The same is done for an address that nobody has, up to the e-mail: whoever asks cannot tell.
 */
export const makePasswordReset = declareCommand({
  name: "accounts.makePasswordReset",
  scope: "system",
  touches: (_scope, { locale }: { email: string; locale?: Locale }) =>
    locale ? [tags.jobs(), tags.links()] : [tags.links()],
  run: async (tx, { email, locale }: { email: string; locale?: Locale }): Promise<PasswordReset> => {
    await holdEmail(tx, email);
    const [known] = await tx.select({ id: users.id }).from(users).where(eq(users.email, email));
    const link = await insertLink(tx, "reset-password", known?.id ?? newId());
    const { verificationId } = link;
    if (locale) await enqueueLink(tx, { kind: "reset-password", verificationId, locale });
    return { ...link, known: known !== undefined };
  },
});

/**
 * Sends whoever has an e-mail address a link to set their password anew. Answers the same, after the same work, where nobody has it.
 * @throws TooManyAttemptsError after 5 for an address from a network, and 50 for a network, within a quarter of an hour
 */
export async function requestPasswordReset(
  caller: Caller<SystemScope>,
  { email, locale, network, secret }: { email: string; locale: Locale } & Origin,
): Promise<void> {
  await admitAttempt(caller, [
    limitOn(5, secret, "request reset", email, network),
    limitOn(50, secret, "request reset", network),
  ]);
  await makePasswordReset(caller, { email, locale });
}

interface NewPassword {
  /** as its link names it */
  verificationId: string;
  newPassword: string;
  /** In which the person is told of the change; left out where no e-mails are sent. */
  locale?: Locale | undefined;
}

interface Prepared {
  passwords: PasswordCheck;
}

const replacePassword = declareCommand({
  name: "accounts.resetPassword",
  scope: "system",
  // All sessions end.
  touches: (_scope, { locale }: NewPassword & Prepared, userId: string) => [
    tags.user(userId),
    tags.sessions(userId),
    tags.links(),
    ...(locale ? [tags.jobs()] : []),
  ],
  run: async (tx, { verificationId, newPassword, passwords, locale }: NewPassword & Prepared) => {
    const [link] = await tx
      .select({ userId: verifications.value })
      .from(verifications)
      .where(liveLink("reset-password", verificationId))
      .for("update");
    if (!link) throw new ConflictError("The link is worth nothing any more.");
    try {
      // Uses the link up, and ends all sessions.
      await authIn(tx, { passwords }).api.resetPassword({ body: { newPassword, token: verificationId } });
    } catch (error) {
      const code = authErrorCode(error);
      if (code !== "INVALID_TOKEN" && code !== "USER_NOT_FOUND") throw error;
      throw new ConflictError("The link is worth nothing any more.");
    }
    await forgetLinks(tx, "reset-password", link.userId);
    await forgetSecondSteps(tx, link.userId);
    if (locale) await tellOfPassword(tx, link.userId, locale);
    return link.userId;
  },
});

/**
 * Sets the password of whoever was sent the link, and ends all their sessions.
 * @throws ConflictError where the link was used, replaced or has expired; TooManyAttemptsError after 50 for a network
 */
export async function resetPassword(
  caller: Caller<SystemScope>,
  { network, secret, ...input }: NewPassword & Origin,
): Promise<void> {
  await admitAttempt(caller, [limitOn(50, secret, "reset password", network)]);
  await replacePassword(caller, { ...input, passwords: await prepareHash(input.newPassword) });
}
