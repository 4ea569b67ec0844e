import { and, eq, ne, sql } from "drizzle-orm";
import type { Transaction } from "#app/db/database.ts";
import type { AccountScope } from "#app/db/scope.ts";
import { type Caller, callAs } from "#app/domains/caller.ts";
import { declareCommand } from "#app/domains/declare-command.server.ts";
import { ConflictError, FieldError } from "#app/domains/errors.ts";
import { tags } from "#app/domains/tags.server.ts";
import type { Locale } from "#app/i18n/locales.ts";
import { users, verifications } from "#schema";
import { holdEmail } from "./ensure-account.server.ts";
import { enqueueLink } from "./mail-link.server.ts";
import { enqueueNotice } from "./mail-notice.server.ts";
import { checkPassword } from "./password.server.ts";
import { admitAttempt, limitOn } from "./rate-limit.server.ts";
import { forgetLinks, identifierOf, insertLink, liveLink } from "./write-link.server.ts";

const kind = "confirm-email";

/** Sends a person a link that confirms an address: the one that they have, or the one that they want. The older links die. */
export async function sendConfirmation(
  tx: Transaction,
  { userId, email, locale }: { userId: string; email: string; locale: Locale },
): Promise<void> {
  const { verificationId } = await insertLink(tx, kind, userId, email);
  await enqueueLink(tx, { kind, verificationId, locale });
}

const mailConfirmation = declareCommand({
  name: "accounts.mailConfirmation",
  scope: "account",
  touches: () => [tags.jobs(), tags.links()],
  run: async (tx, { email, locale }: { email: string; locale: Locale }, { userId }) => {
    await refuseTaken(tx, email, userId);
    await sendConfirmation(tx, { userId, email, locale });
  },
});

interface Asked {
  email: string;
  locale: Locale;
  /** the installation's: limits are kept under a hash made with it */
  secret: string;
}

/**
 * Sends whoever is signed in a link that confirms the address that they have.
 * @throws TooManyAttemptsError after 5 within a quarter of an hour
 */
export async function requestConfirmation(caller: Caller<AccountScope>, { secret, ...asked }: Asked) {
  const system = callAs(caller, { kind: "system" } as const);
  await admitAttempt(system, [limitOn(5, secret, "confirm e-mail", caller.scope.userId)]);
  await mailConfirmation(caller, asked);
}

/**
 * Sends a link to the address that whoever is signed in wants to have. It becomes theirs when they open it.
 * @throws FieldError for a wrong password, and for an address that somebody else has; TooManyAttemptsError after 5
 */
export async function changeEmail(
  caller: Caller<AccountScope>,
  { secret, currentPassword, ...asked }: Asked & { currentPassword: string },
): Promise<void> {
  const system = callAs(caller, { kind: "system" } as const);
  const { userId } = caller.scope;
  await admitAttempt(system, [limitOn(5, secret, "change e-mail", userId)]);
  if (!(await checkPassword(system, userId, currentPassword))) {
    throw new FieldError("currentPassword", "wrongPassword");
  }
  await mailConfirmation(caller, asked);
}

interface Confirmation {
  verificationId: string;
  /** In which the address that they had until then is told of the change; left out where no e-mails are sent. */
  locale?: Locale | undefined;
}

interface Confirmed {
  userId: string;
  /** Whether an e-mail follows. */
  told: boolean;
  /** Where the new address is read; none where it is the old one. */
  organizationIds: string[];
}

/**
 * Confirms the address that a link was sent to: it is its person's from then on.
 * @throws ConflictError where the link was used, replaced or has expired; FieldError where somebody else has the address by now
 */
export const confirmEmail = declareCommand({
  name: "accounts.confirmEmail",
  scope: "system",
  touches: (_scope, _input: Confirmation, { userId, told, organizationIds }: Confirmed) => [
    tags.user(userId),
    tags.links(),
    ...(told ? [tags.jobs()] : []),
    ...organizationIds.map(tags.people),
  ],
  run: async (tx, { verificationId, locale }: Confirmation): Promise<Confirmed> => {
    const [link] = await tx
      .delete(verifications)
      .where(liveLink(kind, verificationId))
      .returning({ identifier: verifications.identifier, userId: verifications.value });
    if (!link) throw new ConflictError("The link is worth nothing any more.");
    const { userId } = link;
    const email = link.identifier.slice(identifierOf(kind, "").length);
    await refuseTaken(tx, email, userId);
    const [user] = await tx
      .select({ email: users.email })
      .from(users)
      .where(eq(users.id, userId))
      .for("update");
    if (!user) throw new ConflictError("There is no such account any more.");
    await tx.update(users).set({ email, emailVerified: true }).where(eq(users.id, userId));
    if (user.email === email) return { userId, told: false, organizationIds: [] };
    // Whoever reads the old address must not get in with it.
    await forgetLinks(tx, "reset-password", userId);
    if (locale) await enqueueNotice(tx, { changed: "email", userId, email: user.email, locale });
    const { rows } = await tx.execute<{ id: string }>(
      sql`select placar_organizations_naming(${userId}::uuid) as id`,
    );
    return { userId, told: locale !== undefined, organizationIds: rows.map(({ id }) => id) };
  },
});

async function refuseTaken(tx: Transaction, email: string, userId: string): Promise<void> {
  await holdEmail(tx, email);
  const taken = await tx
    .select({ id: users.id })
    .from(users)
    .where(and(eq(users.email, email), ne(users.id, userId)));
  if (taken.length > 0) throw new FieldError("email", "emailTaken");
}
