import { newId } from "#app/db/new-id.ts";
import { codeOf } from "#app/domains/accounts/testing/authenticator.ts";
import { testSecret } from "#app/domains/accounts/testing/browser.ts";
import { openSetUp } from "#app/domains/accounts/two-factor-set-up.server.ts";
import { everybody, notSignedIn, sent, signedIn } from "#dev/test/visitors.ts";
import { type Action, done, password, type Subject } from "./action.ts";

/** What the app shows that was begun to be set up last. */
async function newestCode({ sql }: Subject): Promise<string> {
  const [row] = await sql<{ secret: string }>(
    "select secret from two_factors where not verified order by updated_at desc limit 1",
  );
  const started = row && { encryptedSecret: row.secret, startedAt: new Date() };
  const opened = started && (await openSetUp(started, "", testSecret));
  return opened ? codeOf(opened.key) : "000000";
}

/** Of whoever is in front of a browser. Who is signed in already is led on like who has just signed in. */
export const accountActions: Action[] = [
  // No e-mails are sent here, and the tokens are none: the page says so.
  { pattern: "/forgot-password", form: ({ email }) => ({ email }), answers: everybody(404) },
  {
    pattern: "/reset-password/:token",
    form: () => ({ newPassword: `${password} staple` }),
    answers: everybody(200),
  },
  { pattern: "/confirm-email/:token", form: () => ({}), answers: everybody(200) },
  {
    pattern: "/account/email",
    form: () => ({ email: `${newId()}@placar.example`, currentPassword: password }),
    answers: sent(signedIn(404)),
  },
  { pattern: "/account/reminders", form: () => ({ reminders: "off" }), answers: sent(signedIn(404)) },
  { pattern: "/account/email/confirmation", form: () => ({}), answers: sent(signedIn(404)) },
  {
    pattern: "/sign-in",
    form: ({ email }) => ({ email, password }),
    answers: everybody(done),
    writes: "sessions",
  },
  {
    pattern: "/sign-up",
    form: () => ({ name: "Ada", email: `${newId()}@placar.example`, password }),
    answers: everybody(done),
    writes: "users",
  },
  { pattern: "/preferences", form: () => ({ theme: "dark" }), answers: everybody(done) },
  {
    pattern: "/account",
    form: () => ({ name: `Somebody ${newId()}` }),
    answers: sent(signedIn(done)),
    writes: "users",
  },
  // Nobody has given a password: the page says so.
  { pattern: "/sign-in/code", form: () => ({ code: "123456" }), answers: notSignedIn(200) },
  { pattern: "/sign-in/recovery-code", form: () => ({ code: "abcde-fghjk" }), answers: notSignedIn(200) },
  {
    pattern: "/account/two-factor",
    form: () => ({ currentPassword: password }),
    answers: sent(signedIn(done)),
    writes: "two_factors",
  },
  {
    pattern: "/account/two-factor/confirmation",
    form: async (of) => ({ code: await newestCode(of) }),
    answers: sent(signedIn(200)),
    writes: "two_factors",
    shows: true,
  },
  {
    pattern: "/account/two-factor/recovery-codes",
    form: () => ({ currentPassword: password }),
    answers: sent(signedIn(200)),
    writes: "two_factors",
    shows: true,
  },
  {
    pattern: "/account/two-factor/off",
    form: () => ({ currentPassword: password }),
    answers: sent(signedIn(done)),
    writes: "two_factors",
  },
  {
    pattern: "/account/password",
    form: () => ({ currentPassword: password, newPassword: `${password} staple` }),
    answers: sent(signedIn(done)),
    writes: "accounts",
  },
  // They have begun another one.
  {
    pattern: "/account/sessions",
    form: () => ({ session: "others" }),
    answers: sent(signedIn(done)),
    writes: "sessions",
  },
];

/** Which ends a session. */
export const signOutActions: Action[] = [
  {
    pattern: "/sign-out",
    form: () => ({}),
    answers: { ...everybody(done), nobody: "/sign-in" },
    writes: "sessions",
  },
];
