import { type APIRequestContext, expect, type Page, request } from "playwright/test";
import type { Role } from "#schema";
import { type Agency, agencyPassword, emailOf } from "./agencies.ts";

export type SignedInState = Awaited<ReturnType<APIRequestContext["storageState"]>>;

/** Fills the sign-in form, on whose page the browser is, and sends it. */
export async function fillSignIn(page: Page, email: string, password = agencyPassword): Promise<void> {
  await page.getByLabel("E-mail").fill(email);
  await page.getByLabel("Password").fill(password);
  await page.getByRole("button", { name: "Sign in", exact: true }).click();
}

/** Signs the browser in as a member of an agency, without its form. */
export async function enter({ request }: Pick<Page, "request">, agency: Agency, role: Role): Promise<void> {
  const form = { email: emailOf(agency, role), password: agencyPassword };
  const answer = await request.post("/sign-in", { form, maxRedirects: 0 });
  expect(answer.status(), `signing in as the ${role} of ${agency.slug}`).toBe(303);
}

/** The cookies of a new session of a demo account, for browsers that start signed in. */
export async function signedInState(role: Role, baseURL: string): Promise<SignedInState> {
  const context = await request.newContext({ baseURL, storageState: undefined });
  try {
    const answer = await context.post("/sign-in", { form: { demo: role }, maxRedirects: 0 });
    expect(answer.status(), `signing in as the demo's ${role}`).toBe(303);
    return await context.storageState();
  } finally {
    await context.dispose();
  }
}
