import { afterAll, afterEach, beforeAll, expect, test } from "vitest";
import { newId } from "#app/db/new-id.ts";
import { callerFor, type DataLayer } from "#app/domains/caller.ts";
import { openDataLayer } from "#app/domains/data-layer.server.ts";
import { ConflictError } from "#app/domains/errors.ts";
import type { FailedAttempt } from "#app/jobs/perform.server.ts";
import { runDueJobs } from "#app/jobs/run-due.server.ts";
import { type Mail, openMail } from "#app/mail/open-mail.server.ts";
import { type MailServer, startMailServer } from "#app/mail/testing/mail-server.ts";
import { type ArrangedOrganization, arrangeOrganization } from "#dev/test/arrange-organization.ts";
import { openTestDatabase, type TestDatabase } from "#dev/test/database.ts";
import { memberCaller } from "#dev/test/member-caller.ts";
import { TooManyAttemptsError } from "../accounts/too-many-attempts-error.ts";
import { invite, mailInvitation, revokeInvitation } from "./commands.server.ts";
import { hashOfToken, invitationToken, readInvitationToken } from "./invitation-token.server.ts";
import { mailInvitationJob } from "./jobs.server.ts";
import { readInvitation } from "./queries.server.ts";

const secret = "a secret that signs the links of tests";

let db: TestDatabase;
let data: DataLayer;
let agency: ArrangedOrganization;
let server: MailServer;
let mail: Mail;

beforeAll(async () => {
  db = await openTestDatabase();
  data = await openDataLayer({ database: db.database, sweepSeconds: 0 });
  agency = await arrangeOrganization(db.sql, "agency", "America/Sao_Paulo");
  await db.sql("update organization_settings set locale = 'pt-BR'");
  server = await startMailServer();
  mail = openMail({
    smtpUrl: server.url,
    from: "Placar <no-reply@placar.example>",
    origin: "https://placar.example",
    secret,
  });
});
afterEach(() => server.refuseWith(undefined));
afterAll(async () => {
  mail?.close();
  await server?.stop();
  await db?.close();
});

async function inviteSomebody({ sent = true } = {}) {
  const invitationId = newId();
  const email = `${invitationId}@example.com`;
  const expiresAt = new Date(Date.now() + 3_600_000);
  const token = invitationToken({ organizationId: agency.id, invitationId, expiresAt }, secret);
  const link = { tokenHash: hashOfToken(token), expiresAt, mail: sent };
  await invite(memberCaller(data, agency, "admin"), {
    ...{ invitationId, email, role: "mentor", menteeId: null },
    ...link,
  });
  return { invitationId, email };
}

async function runDue(): Promise<FailedAttempt[]> {
  const failed: FailedAttempt[] = [];
  const onFailure = (one: FailedAttempt) => void failed.push(one);
  await runDueJobs(data, [mailInvitationJob], { mail, onFailure, signal: new AbortController().signal });
  return failed;
}

const sentTo = (email: string) => server.received.filter(({ to }) => to.includes(email));

test("an invitation comes by e-mail, once, with a link that opens it; the queue holds neither link nor address", async () => {
  const { email, invitationId } = await inviteSomebody();
  const stored = JSON.stringify(await db.sql("select * from pgboss.job"));
  expect(stored).toContain(invitationId);
  expect(stored).not.toContain(email);
  expect(stored).not.toContain("/invitations/");

  expect(await runDue()).toEqual([]);
  expect(await runDue()).toEqual([]);
  const [received, ...more] = sentTo(email);
  expect(more).toEqual([]);
  expect(received?.subject).toBe("Convite para Agency agency");
  expect(received?.raw).toMatch(/^From: Placar <no-reply@placar.example>\r$/m);
  expect(received?.text).toContain("admin of agency convidou você para participar de Agency agency.");
  const [, token = ""] = /https:\/\/placar\.example\/invitations\/(\S+)/.exec(received?.text ?? "") ?? [];
  expect(received?.html).toContain(`href="https://placar.example/invitations/${token}"`);
  const { organizationId, tokenHash = "" } = readInvitationToken(token, secret) ?? {};
  expect(organizationId).toBe(agency.id);
  const opened = await readInvitation(callerFor(data, { kind: "system", organizationId: agency.id }), {
    tokenHash,
  });
  expect(opened).toMatchObject({ email, status: "pending" });
});

test("one that the mail server refuses is tried again, as the same e-mail, and what is kept of it names nobody", async () => {
  server.refuseWith(450);
  const { email } = await inviteSomebody();
  const [failed, ...more] = await runDue();
  expect(more).toEqual([]);
  expect(failed).toMatchObject({ job: "people.mailInvitation", attempt: 1, last: false });
  expect(failed?.error.message).toBe("The mail server: EENVELOPE 450.");
  expect(JSON.stringify(await db.sql("select * from pgboss.job"))).not.toContain(email);
  expect(sentTo(email)).toEqual([]);

  server.refuseWith(undefined);
  await db.sql("update pgboss.job set start_after = now() where state = 'retry'");
  expect(await runDue()).toEqual([]);
  expect(sentTo(email)).toHaveLength(1);
});

test("nothing is sent where that was not asked for, or once the invitation is taken back", async () => {
  const quiet = await inviteSomebody({ sent: false });
  const revoked = await inviteSomebody();
  await revokeInvitation(memberCaller(data, agency, "owner"), { invitationId: revoked.invitationId });
  expect(await runDue()).toEqual([]);
  expect([...sentTo(quiet.email), ...sentTo(revoked.email)]).toEqual([]);
});

test("it can be sent again as an e-mail of its own, five times within a quarter of an hour", async () => {
  const { email, invitationId } = await inviteSomebody({ sent: false });
  const again = () => mailInvitation(memberCaller(data, agency, "owner"), { invitationId, secret });
  for (let n = 0; n < 2; n++) {
    await again();
    await runDue();
  }
  expect(new Set(sentTo(email).map(({ id }) => id)).size).toBe(2);
  for (let n = 2; n < 5; n++) await again();
  await expect(again()).rejects.toThrow(TooManyAttemptsError);
});

test("one that has expired is not sent again, and whoever asks is told", async () => {
  const { email, invitationId } = await inviteSomebody({ sent: false });
  await db.sql("update invitations set expires_at = now() where id = $1", [invitationId]);
  const again = mailInvitation(memberCaller(data, agency, "owner"), { invitationId, secret });
  await expect(again).rejects.toThrow(ConflictError);
  expect(await runDue()).toEqual([]);
  expect(sentTo(email)).toEqual([]);
});
