import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { newId } from "#app/db/new-id.ts";
import { startServer, type TestServer } from "#dev/test/server.ts";
import { signUp } from "#dev/test/sign-up.ts";

let folder: string;
let server: TestServer;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "placar-received-"));
  server = await startServer({ PLACAR_DATA: folder });
});
afterAll(async () => {
  await server?.stop();
  await rm(folder, { recursive: true, force: true });
});

const send = (cookie: string, path: string, fields?: Record<string, string>) =>
  fetch(`${server.origin}${path}`, {
    redirect: "manual",
    headers: { Accept: "text/html", Cookie: cookie, Origin: server.origin },
    ...(fields && { method: "POST", body: new URLSearchParams(fields) }),
  });

async function post(cookie: string, path: string, fields: Record<string, string> = {}): Promise<string> {
  const answer = await send(cookie, path, fields);
  expect(answer.status, path).toBe(303);
  return answer.headers.get("location") ?? "";
}

test("whoever is invited for a business that somebody else signs in for by now is told so, and what to do", async () => {
  const owner = await signUp(server, "owner@placar.example");
  const settings = { currency: "BRL", timeZone: "America/Sao_Paulo", locale: "en" };
  const agency = await post(owner, "/organizations/new", { name: "Aurora", slug: "aurora", ...settings });
  const [cohortId, menteeId] = [newId(), newId()];
  await post(owner, `${agency}/cohorts/new`, { cohortId, name: "Spring", startsOn: "2026-01-01" });
  const mentee = { menteeId, cohortId, businessName: "Bakery", joinedOn: "2026-01-01" };
  await post(owner, `${agency}/mentees/new`, mentee);
  const join = async (email: string) => {
    const page = await post(owner, `${agency}/people/invite`, { email, role: "mentee", menteeId });
    const link = /\/invitations\/[\w-]+\.[\w-]+/.exec(await (await send(owner, page)).text())?.[0] ?? "";
    const cookie = await signUp(server, email);
    return { link, ask: () => send(cookie, link, {}) };
  };
  const [first, second] = [await join("ana@placar.example"), await join("bia@placar.example")];
  const joined = await first.ask();
  expect([joined.status, joined.headers.get("location")]).toEqual([303, agency]);
  const refused = await second.ask();
  expect(refused.status).toBe(409);
  expect(await refused.text()).toContain("by now somebody else signs in for that business");
  // Asked for again, the first finds that it was used.
  expect((await first.ask()).headers.get("location")).toBe(first.link);
});
