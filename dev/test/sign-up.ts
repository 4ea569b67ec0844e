import { expect } from "vitest";
import type { TestServer } from "./server.ts";

export const password = "correct horse battery";

/** Makes an account through the form, as somebody without JavaScript would; answers the cookie of their session. */
export async function signUp(server: TestServer, email = "ada@placar.example"): Promise<string> {
  const reply = await fetch(`${server.origin}/sign-up`, {
    method: "POST",
    headers: { origin: server.origin },
    body: new URLSearchParams({ name: "Ada Lovelace", email, password }),
    redirect: "manual",
  });
  expect(reply.status).toBe(303);
  expect(reply.headers.get("location")).toBe("/organizations/new");
  return reply.headers
    .getSetCookie()
    .map((each) => each.split(";")[0])
    .join("; ");
}
