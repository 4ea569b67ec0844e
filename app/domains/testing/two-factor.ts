import { eq } from "drizzle-orm";
import { newId } from "#app/db/new-id.ts";
import type { Scope } from "#app/db/scope.ts";
import { locales } from "#app/i18n/locales.ts";
import { twoFactors, verifications } from "#schema";
import { findTwoFactorSetUp, openSetUp } from "../accounts/queries.server.ts";
import { codeOf } from "../accounts/testing/authenticator.ts";
import { cookieOf, sessionCookie, someBrowser, testSecret } from "../accounts/testing/browser.ts";
import { callerFor } from "../caller.ts";
import { type DeclaredCommand, declaredCommands } from "../declare-command.server.ts";
import { ConflictError } from "../errors.ts";
import { passwords, someLimit } from "./credentials.ts";
import type { Draw } from "./draw.ts";
import type { Generator } from "./generator.ts";
import { system, type World } from "./world.ts";

type Command = DeclaredCommand<Scope["kind"], unknown, unknown>;

/** Somebody in one of their sessions, which may have ended, about to give their password again. */
function somebodyAsked(draw: Draw, { sessions }: World) {
  const { userId, token } = draw.one(sessions);
  const browser = someBrowser({ cookie: sessionCookie(token) });
  return {
    scope: { kind: "account", userId } as const,
    input: { currentPassword: "correct horse battery", browser, passwords, limit: someLimit(draw) },
  };
}

/** Does what has to come before. What is refused, because a session has ended, is refused again with what comes then. */
async function before({ data }: World, name: string, { scope, input }: { scope: Scope; input: unknown }) {
  const command = declaredCommands.get(name) as unknown as Command;
  return command(callerFor(data, scope), input).catch((error: unknown) => {
    if (!(error instanceof ConflictError)) throw error;
  });
}

/** Somebody who has begun to set up an app, with the code that it shows. */
async function beginSetUp(draw: Draw, world: World) {
  const asked = somebodyAsked(draw, world);
  await before(world, "accounts.setUpTwoFactor", asked);
  const { scope } = asked;
  const found = await findTwoFactorSetUp.recompute(callerFor(world.data, scope), {});
  const opened = found && (await openSetUp(found, "ana@example.com", testSecret));
  const { browser } = asked.input;
  const code = opened ? codeOf(opened.key) : "000000";
  return { scope, input: { code, browser, locale: draw.maybe(locales) } };
}

/** Somebody who has given their password to an account with an app, with its next code. */
async function takeStep(draw: Draw, world: World) {
  const { scope, input } = await beginSetUp(draw, world);
  await before(world, "accounts.confirmTwoFactor", { scope, input });
  const step = `2fa-${newId()}`;
  const expiresAt = new Date(Date.now() + 600_000);
  const secret = await world.data.database.inTransaction(system, async (tx) => {
    await tx.insert(verifications).values([
      { id: newId(), identifier: step, value: scope.userId, expiresAt },
      { id: newId(), identifier: `2fa-attempts-${step}`, value: "0", expiresAt },
    ]);
    const [row] = await tx
      .select({ encryptedSecret: twoFactors.secret })
      .from(twoFactors)
      .where(eq(twoFactors.userId, scope.userId));
    return row?.encryptedSecret;
  });
  const opened =
    secret && (await openSetUp({ encryptedSecret: secret, startedAt: new Date() }, "", testSecret));
  const limits = { person: someLimit(draw), network: someLimit(draw) };
  // The one before it was used to confirm the app.
  const code = opened ? codeOf(opened.key, 1) : "000000";
  return { scope: system, input: { step, kind: "app", code, browser: someBrowser(), limits } };
}

/** Inputs of what concerns the second step of signing in. */
export const twoFactorInputs: Readonly<Record<string, Generator>> = {
  "accounts.setUpTwoFactor": somebodyAsked,
  "accounts.confirmTwoFactor": beginSetUp,
  "accounts.renewRecoveryCodes": async (draw, world) => {
    const { input, scope } = await beginSetUp(draw, world);
    const confirmed = await before(world, "accounts.confirmTwoFactor", { scope, input });
    // In the session that took the place of theirs.
    const cookie = confirmed ? cookieOf(confirmed as { cookies: string[] }) : "";
    return { scope, input: { ...somebodyAsked(draw, world).input, browser: someBrowser({ cookie }) } };
  },
  "accounts.turnOffTwoFactor": (draw, world) => {
    const { scope, input } = somebodyAsked(draw, world);
    return { scope, input: { ...input, locale: draw.maybe(locales) } };
  },
  "accounts.takeSecondStep": takeStep,
  "accounts.dropTwoFactor": (draw, { people }) => ({
    scope: system,
    input: { email: draw.one([draw.one(people).email, "nobody@example.com"]), isTold: draw.oneIn(2) },
  }),
};
