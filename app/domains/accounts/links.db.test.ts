import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { newId } from "#app/db/new-id.ts";
import { callerFor, type DataLayer } from "#app/domains/caller.ts";
import { ConflictError, FieldError } from "#app/domains/errors.ts";
import { openTwoProcesses, type TwoProcesses } from "#app/domains/testing/two-processes.ts";
import { runDueJobs } from "#app/jobs/run-due.server.ts";
import { type Mail, openMail } from "#app/mail/open-mail.server.ts";
import { type MailServer, type Received, startMailServer } from "#app/mail/testing/mail-server.ts";
import type { TestDatabase } from "#dev/test/database.ts";
import {
  changeEmail,
  changePassword,
  confirmEmail,
  confirmTwoFactor,
  dropTwoFactor,
  requestConfirmation,
  requestPasswordReset,
  resetPassword,
  type SignedIn,
  setUpTwoFactor,
  signIn,
  signUp,
  turnOffTwoFactor,
} from "./commands.server.ts";
import { mailLinkJob, mailNoticeJob } from "./jobs.server.ts";
import { type LinkKind, readLinkToken } from "./link-token.server.ts";
import { findTwoFactorSetUp, linkIsOpen, openSetUp, readSession } from "./queries.server.ts";
import { codeOf } from "./testing/authenticator.ts";
import { cookieOf, testSecret as secret, someBrowser, withSession } from "./testing/browser.ts";
import { TooManyAttemptsError } from "./too-many-attempts-error.ts";

let opened: TwoProcesses;
let db: TestDatabase;
let here: DataLayer;
let there: DataLayer;
let server: MailServer;
let mail: Mail;

beforeAll(async () => {
  opened = await openTwoProcesses();
  ({ db, here, there } = opened);
  server = await startMailServer();
  const from = "no-reply@placar.example";
  mail = openMail({ smtpUrl: server.url, from, origin: "https://placar.example", secret });
});
beforeEach(() => void server.received.splice(0));
afterAll(async () => {
  mail?.close();
  await server?.stop();
  await opened?.close();
});

const system = () => callerFor(here, { kind: "system" } as const);
const account = ({ userId }: SignedIn) => callerFor(here, { kind: "account", userId } as const);
const seen = ({ token, userId }: SignedIn) =>
  readSession(callerFor(there, { kind: "system" }), { token, userId });

const password = "correct horse battery";
const newPassword = "incorrect horse battery";
const someEmail = () => `${newId()}@example.com`;

async function somebody(email = someEmail()) {
  const input = { name: "Ana", email, password, browser: someBrowser() };
  return { email, ...(await signUp(system(), input)) };
}

const signInAs = async (email: string, given = password) =>
  withSession(await signIn(system(), { email, password: given, browser: someBrowser() }));

const askReset = (email: string, network = newId()) =>
  requestPasswordReset(system(), { email, locale: "en", network, secret });

const reset = (verificationId: string) =>
  resetPassword(system(), { verificationId, newPassword, network: newId(), secret });

const isOpen = (kind: LinkKind, verificationId: string) =>
  linkIsOpen(callerFor(there, { kind: "system" }), { kind, verificationId });

/** Runs what waits, and gives what came by e-mail. */
async function delivered(): Promise<Received[]> {
  const before = server.received.length;
  const failed: unknown[] = [];
  await runDueJobs(here, [mailLinkJob, mailNoticeJob], {
    mail,
    onFailure: (one) => void failed.push(one),
    signal: new AbortController().signal,
  });
  expect(failed).toEqual([]);
  return server.received.slice(before);
}

/** The id in the link of an e-mail. */
function idIn(received: Received | undefined, kind: LinkKind): string {
  const [, token = ""] = new RegExp(`https://placar.example/${kind}/(\\S+)`).exec(received?.text ?? "") ?? [];
  const link = readLinkToken(kind, token, secret);
  expect(link, received?.text).toBeDefined();
  // No more than for this.
  const other = kind === "confirm-email" ? "reset-password" : "confirm-email";
  expect(readLinkToken(other, token, secret)).toBeUndefined();
  return link?.verificationId ?? "";
}

describe("a forgotten password", () => {
  test("is set anew with the link that came by e-mail, once; all sessions end at once, everywhere", async () => {
    const ana = await somebody();
    const elsewhere = await signInAs(ana.email);
    await seen(elsewhere);
    await askReset(ana.email);
    const [received, ...more] = await delivered();
    expect(more).toEqual([]);
    expect(received?.to).toEqual([ana.email]);
    const id = idIn(received, "reset-password");
    expect([await isOpen("reset-password", id), await isOpen("confirm-email", id)]).toEqual([true, false]);
    await reset(id);
    expect(await isOpen("reset-password", id)).toBe(false);
    expect(await seen(ana)).toBeUndefined();
    expect(await seen(elsewhere)).toBeUndefined();
    await expect(signInAs(ana.email)).rejects.toThrow(FieldError);
    expect(await signInAs(ana.email, newPassword)).toBeDefined();
    await expect(reset(id)).rejects.toThrow(ConflictError);
  });

  test("neither link nor address lie in the queue, and what lies in the database opens nothing", async () => {
    const ana = await somebody();
    await askReset(ana.email);
    const queue = JSON.stringify(await db.sql("select * from pgboss.job"));
    expect(queue).not.toContain(ana.email);
    const rows = await db.sql<{ id: string; identifier: string }>(
      "select id, identifier from verifications where value = $1",
      [ana.userId],
    );
    expect(rows).toHaveLength(1);
    for (const text of Object.values(rows[0] ?? {})) {
      expect(readLinkToken("reset-password", text, secret)).toBeUndefined();
    }
    await delivered();
  });

  test("dies with a newer link, with a change of the password, and after an hour", async () => {
    const ana = await somebody();
    const linkFor = async () => {
      await askReset(ana.email);
      return idIn((await delivered())[0], "reset-password");
    };
    const first = await linkFor();
    expect(await isOpen("reset-password", first)).toBe(true);
    const second = await linkFor();
    expect([await isOpen("reset-password", first), await isOpen("reset-password", second)]).toEqual([
      false,
      true,
    ]);
    await expect(reset(first)).rejects.toThrow(ConflictError);
    const [{ minutes } = { minutes: 0 }] = await db.sql<{ minutes: number }>(
      "select extract(epoch from expires_at - now())::int / 60 as minutes from verifications where id = $1",
      [second],
    );
    expect(Number(minutes)).toBeGreaterThanOrEqual(58);
    expect(Number(minutes)).toBeLessThanOrEqual(60);
    await db.sql("update verifications set expires_at = now() - interval '1 second' where id = $1", [second]);
    await expect(reset(second)).rejects.toThrow(ConflictError);
    const third = await linkFor();
    expect(await isOpen("reset-password", third)).toBe(true);
    await changePassword(account(ana), {
      currentPassword: password,
      newPassword,
      browser: someBrowser({ cookie: cookieOf(ana) }),
    });
    expect(await isOpen("reset-password", third)).toBe(false);
    await expect(reset(third)).rejects.toThrow(ConflictError);
    expect(await signInAs(ana.email, newPassword)).toBeDefined();
  });

  test("of an address that nobody has does the same, and sends nothing", async () => {
    const counts = async () =>
      (
        await db.sql<{ links: number; jobs: number }>(
          "select (select count(*)::int from verifications) as links, (select count(*)::int from pgboss.job) as jobs",
        )
      )[0];
    const ana = await somebody();
    const before = await counts();
    await askReset(ana.email);
    const known = await counts();
    await askReset(someEmail());
    const unknown = await counts();
    const grown = (a: typeof before, b: typeof before) => [
      (b?.links ?? 0) - (a?.links ?? 0),
      (b?.jobs ?? 0) - (a?.jobs ?? 0),
    ];
    expect(grown(known, unknown)).toEqual(grown(before, known));
    expect((await delivered()).map(({ to }) => to)).toEqual([[ana.email]]);
  });

  test("is asked for five times from a network, for an address or not, but from another once more", async () => {
    for (const email of [(await somebody()).email, someEmail()]) {
      const network = newId();
      for (let n = 0; n < 5; n++) await askReset(email, network);
      await expect(askReset(email, network)).rejects.toThrow(TooManyAttemptsError);
      await askReset(email);
    }
    await delivered();
  });
});

describe("an e-mail address", () => {
  const confirm = (verificationId: string) => confirmEmail(system(), { verificationId });

  test("is confirmed by the link that comes after signing up, in the language of who signed up", async () => {
    const email = someEmail();
    const browser = someBrowser();
    const ana = await signUp(system(), { name: "Ana", email, password, browser, locale: "pt-BR" });
    expect(await seen(ana)).toMatchObject({ user: { emailVerified: false } });
    const [received] = await delivered();
    expect(received).toMatchObject({ to: [email], subject: "Confirme seu e-mail" });
    const id = idIn(received, "confirm-email");
    expect(await isOpen("confirm-email", id)).toBe(true);
    await confirm(id);
    expect(await isOpen("confirm-email", id)).toBe(false);
    expect(await seen(ana)).toMatchObject({ user: { email, emailVerified: true } });
    await expect(confirm(id)).rejects.toThrow(ConflictError);
  });

  test("is confirmed by the newest link only, asked for five times at most", async () => {
    const ana = await somebody();
    const ask = () => requestConfirmation(account(ana), { email: ana.email, locale: "en", secret });
    await ask();
    const first = idIn((await delivered())[0], "confirm-email");
    for (let n = 1; n < 5; n++) await ask();
    await expect(ask()).rejects.toThrow(TooManyAttemptsError);
    await expect(confirm(first)).rejects.toThrow(ConflictError);
    await delivered();
  });

  test("becomes another one when that is confirmed, not before; links to the old one's password die", async () => {
    const ana = await somebody();
    const email = someEmail();
    await askReset(ana.email);
    const resetId = idIn((await delivered())[0], "reset-password");
    await changeEmail(account(ana), { email, currentPassword: password, locale: "en", secret });
    const [received, ...more] = await delivered();
    expect([received?.to, more]).toEqual([[email], []]);
    expect(await seen(ana)).toMatchObject({ user: { email: ana.email, emailVerified: false } });
    await confirm(idIn(received, "confirm-email"));
    expect(await seen(ana)).toMatchObject({ user: { email, emailVerified: true } });
    expect(await signInAs(email)).toBeDefined();
    await expect(signInAs(ana.email)).rejects.toThrow(FieldError);
    await expect(reset(resetId)).rejects.toThrow(ConflictError);
  });

  test("is changed with the password only, and never to somebody else's, who may come in between", async () => {
    const [ana, bruno] = [await somebody(), await somebody()];
    const change = (email: string, currentPassword = password) =>
      changeEmail(account(ana), { email, currentPassword, locale: "en", secret });
    await expect(change(someEmail(), "something else")).rejects.toEqual(
      new FieldError("currentPassword", "wrongPassword"),
    );
    await expect(change(bruno.email)).rejects.toEqual(new FieldError("email", "emailTaken"));
    const wanted = someEmail();
    await change(wanted);
    const id = idIn((await delivered())[0], "confirm-email");
    await somebody(wanted);
    await expect(confirm(id)).rejects.toEqual(new FieldError("email", "emailTaken"));
    expect(await seen(ana)).toMatchObject({ user: { email: ana.email } });
  });
});

describe("who may not have done it is told", () => {
  const queue = async () => JSON.stringify(await db.sql("select * from pgboss.job"));

  test("of a password that was changed or set anew, in the language of whoever did it", async () => {
    const ana = await somebody();
    await changePassword(account(ana), {
      currentPassword: password,
      newPassword,
      browser: someBrowser({ cookie: cookieOf(ana) }),
      locale: "en",
    });
    expect(await queue()).not.toContain(ana.email);
    const [changed, ...more] = await delivered();
    expect(more).toEqual([]);
    expect(changed).toMatchObject({ to: [ana.email], subject: "Your password for Placar was changed" });
    expect(changed?.text).toContain("https://placar.example/forgot-password");

    await askReset(ana.email);
    const verificationId = idIn((await delivered())[0], "reset-password");
    const again = { verificationId, newPassword: password, network: newId(), secret };
    await resetPassword(system(), { ...again, locale: "pt-BR" });
    expect((await delivered()).map(({ to, subject }) => [to, subject])).toEqual([
      [[ana.email], "Sua senha do Placar foi trocada"],
    ]);
  });

  test("at the old address of a new one, whatever changes before the e-mail goes out; of a confirmed one nobody", async () => {
    const ana = await somebody();
    const confirmTo = async (email: string) => {
      await changeEmail(account(ana), { email, currentPassword: password, locale: "en", secret });
      const verificationId = idIn((await delivered())[0], "confirm-email");
      await confirmEmail(system(), { verificationId, locale: "en" });
    };
    const [second, third] = [someEmail(), someEmail()];
    await confirmTo(second);
    expect(await queue()).not.toContain(ana.email);
    await db.sql("update users set email = $1 where id = $2", [third, ana.userId]);
    const [told, ...more] = await delivered();
    expect(more).toEqual([]);
    expect(told).toMatchObject({ to: [ana.email], subject: "Your e-mail address for Placar was changed" });
    // The new address is nobody's business who reads the old one.
    for (const address of [second, third]) expect(told?.raw).not.toContain(address);

    await requestConfirmation(account(ana), { email: third, locale: "en", secret });
    const verificationId = idIn((await delivered())[0], "confirm-email");
    await confirmEmail(system(), { verificationId, locale: "en" });
    expect(await delivered()).toEqual([]);
  });

  test("of two-step sign-in that was turned on or off", async () => {
    const ana = await somebody();
    const asked = (cookie: string) => ({ currentPassword: password, browser: someBrowser({ cookie }) });
    await setUpTwoFactor(account(ana), asked(cookieOf(ana)));
    const begun = await findTwoFactorSetUp(account(ana), {});
    const key = begun && (await openSetUp(begun, ana.email, secret));
    const code = codeOf(key?.key ?? "");
    const browser = someBrowser({ cookie: cookieOf(ana) });
    const on = await confirmTwoFactor(account(ana), { code, browser, locale: "en" });
    await turnOffTwoFactor(account(ana), { ...asked(cookieOf(on)), locale: "pt-BR" });
    expect((await delivered()).map(({ to, subject }) => [to, subject]).sort()).toEqual([
      [[ana.email], "A entrada em duas etapas no Placar foi desativada"],
      [[ana.email], "Two-step sign-in to Placar is on"],
    ]);
  });

  test("of two-step sign-in that an operator turned off, once, in their own language or else their organization's", async () => {
    const arrange = async (own: string | null, organization?: string) => {
      const { email, userId } = await somebody();
      await db.sql("update users set two_factor_enabled = true, locale = $1 where id = $2", [own, userId]);
      if (organization === undefined) return email;
      const id = newId();
      await db.sql("insert into organizations (id, name, slug) values ($1::uuid, 'Agency', $1::text)", [id]);
      await db.sql(
        "insert into organization_settings (organization_id, currency, time_zone, locale) values ($1, 'BRL', 'UTC', $2)",
        [id, organization],
      );
      await db.sql("insert into members (id, organization_id, user_id, role) values ($1, $2, $3, 'owner')", [
        newId(),
        id,
        userId,
      ]);
      return email;
    };
    const off = (email: string, isTold: boolean) => dropTwoFactor(system(), { email, isTold });
    const english = "Two-step sign-in to Placar was turned off for you";
    const portuguese = "A sua entrada em duas etapas no Placar foi desativada";
    for (const [email, subject] of [
      [await arrange(null), english],
      [await arrange(null, "pt-BR"), portuguese],
      [await arrange("en", "pt-BR"), english],
    ] as const) {
      expect(await off(email, true)).toMatchObject({ wasOn: true });
      expect(await queue()).not.toContain(email);
      expect(await off(email, true)).toMatchObject({ wasOn: false });
      expect((await delivered()).map((one) => [one.to, one.subject])).toEqual([[[email], subject]]);
    }
    await off(await arrange(null), false);
    expect(await delivered()).toEqual([]);
  });

  test("not where no e-mails are sent", async () => {
    const ana = await somebody();
    const browser = someBrowser({ cookie: cookieOf(ana) });
    await changePassword(account(ana), { currentPassword: password, newPassword, browser });
    expect(await delivered()).toEqual([]);
  });
});
