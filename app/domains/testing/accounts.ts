import { desc } from "drizzle-orm";
import { newId } from "#app/db/new-id.ts";
import { locales } from "#app/i18n/locales.ts";
import { verifications } from "#schema";
import { makePasswordReset } from "../accounts/commands.server.ts";
import { readSession } from "../accounts/queries.server.ts";
import { sessionCookie, someBrowser } from "../accounts/testing/browser.ts";
import { insertLink } from "../accounts/write-link.server.ts";
import { callerFor } from "../caller.ts";
import { passwords, someLimit } from "./credentials.ts";
import type { Draw } from "./draw.ts";
import type { Generator } from "./generator.ts";
import { names, somePerson, system, type World } from "./world.ts";

const somePassword = { password: "correct horse battery", passwords };

/** Arguments for the queries of accounts. */
export const accountArguments: Readonly<Record<string, Generator>> = {
  "accounts.linkIsOpen": async (draw, { data }) => {
    const [rows] = await data.database.readBatch(system, (db) => [
      db.select({ id: verifications.id }).from(verifications).orderBy(desc(verifications.id)).limit(5),
    ]);
    const kind = draw.one(["reset-password", "confirm-email"]);
    return {
      scope: system,
      input: { kind, verificationId: draw.one([newId(), ...rows.map(({ id }) => id)]) },
    };
  },
  "accounts.sessions": (draw, world) => ({ scope: somePerson(draw, world), input: {} }),
  "accounts.wantsReminders": (draw, world) => ({ scope: somePerson(draw, world), input: {} }),
  "accounts.twoFactorSetUp": (draw, world) => ({ scope: somePerson(draw, world), input: {} }),
  "accounts.session": (draw, { sessions }) => ({ scope: system, input: draw.one(sessions) }),
};

/** Inputs for the commands of accounts. */
export const accountInputs: Readonly<Record<string, Generator>> = {
  "accounts.signUp": (draw, { people }) => ({
    scope: system,
    input: {
      name: draw.one(names),
      email: draw.one([`${newId()}@example.com`, draw.one(people).email]),
      browser: someBrowser(),
      locale: draw.maybe(locales),
      ...somePassword,
    },
  }),
  "accounts.signIn": (draw, { people }) => ({
    scope: system,
    input: {
      email: draw.one(people).email,
      browser: someBrowser(),
      limits: { person: someLimit(draw), network: someLimit(draw) },
      ...somePassword,
    },
  }),
  "accounts.signOut": (draw, { sessions }) => {
    const { userId, token } = draw.one(sessions);
    return { scope: { kind: "account", userId }, input: { token } };
  },
  "accounts.endSession": async (draw, { sessions, data }) => {
    const { userId, token } = draw.one(sessions);
    const found = await readSession.recompute(callerFor(data, system), { token, userId });
    return { scope: { kind: "account", userId }, input: { sessionId: found?.session.id ?? newId() } };
  },
  "accounts.endOtherSessions": (draw, { sessions }) => {
    const { userId, token } = draw.one(sessions);
    return { scope: { kind: "account", userId }, input: { token } };
  },
  "accounts.noteUse": async (draw, { sessions }) => {
    const { userId, token } = draw.one(sessions);
    return { scope: { kind: "account", userId }, input: { token } };
  },
  "accounts.changePassword": (draw, { sessions }) => {
    const { userId, token } = draw.one(sessions);
    return {
      scope: { kind: "account", userId },
      input: {
        currentPassword: "correct horse battery",
        newPassword: "incorrect horse battery",
        browser: someBrowser({ cookie: sessionCookie(token) }),
        passwords,
        limit: someLimit(draw),
        locale: draw.maybe(locales),
      },
    };
  },
  "accounts.makePasswordReset": (draw, { people }) => ({
    scope: system,
    input: { email: draw.one([draw.one(people).email, "nobody@example.com"]), locale: draw.maybe(locales) },
  }),
  "accounts.resetPassword": async (draw, { data, people }) => {
    const { email } = draw.one(people);
    const { verificationId } = await makePasswordReset(callerFor(data, system), { email });
    return {
      scope: system,
      input: {
        verificationId,
        newPassword: "incorrect horse battery",
        passwords,
        locale: draw.maybe(locales),
      },
    };
  },
  "accounts.mailConfirmation": (draw, world) => ({
    scope: somePerson(draw, world),
    input: { email: someAddress(draw, world), locale: draw.one(locales) },
  }),
  "accounts.confirmEmail": async (draw, world) => {
    const { userId } = draw.one(world.people);
    const { verificationId } = await world.data.database.inTransaction(system, (tx) =>
      insertLink(tx, "confirm-email", userId, someAddress(draw, world)),
    );
    return { scope: system, input: { verificationId, locale: draw.maybe(locales) } };
  },
  "accounts.changeName": (draw, world) => ({
    scope: somePerson(draw, world),
    input: { name: draw.one(names) },
  }),
  "accounts.setReminders": (draw, world) => ({
    scope: somePerson(draw, world),
    input: { reminders: draw.oneIn(2) },
  }),
  "accounts.chooseLocale": (draw, world) => ({
    scope: somePerson(draw, world),
    input: { locale: draw.one(locales) },
  }),
  "accounts.countAttempt": (draw) => ({ scope: system, input: [someLimit(draw)] }),
  "accounts.forgetExpired": () => ({ scope: system, input: undefined }),
};

/** Somebody's, or nobody's yet. */
const someAddress = (draw: Draw, { people }: World) =>
  draw.one([draw.one(people).email, `${newId()}@example.com`]);
