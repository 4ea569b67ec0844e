import { createCookie, redirect } from "react-router";
import { z } from "zod";
import { requestFacts, requestServices } from "./request-context.server.ts";

type Contexts = Parameters<typeof requestFacts>[0];

/** What the next page says once. The text is looked up when it is shown, in the language of that moment. */
const flashSchema = z.object({
  tone: z.enum(["good", "bad", "info"]),
  /** path of a string, or of a function of `params`, in the catalogue, such as "leads.flash.created" */
  message: z.string(),
  params: z.record(z.string(), z.union([z.string(), z.number()])).optional(),
});

export type FlashMessage = z.infer<typeof flashSchema>;

function flashCookie(context: Contexts) {
  const { secret } = requestServices(context);
  const { secure } = requestFacts(context);
  return createCookie("flash", { secrets: [secret], httpOnly: true, sameSite: "lax", path: "/", secure });
}

/** Puts a message on the next page that shows one. */
export async function setFlash(context: Contexts, flash: FlashMessage) {
  const cookie = await flashCookie(context).serialize(flash, { maxAge: 60 });
  requestFacts(context).responseHeaders.append("Set-Cookie", cookie);
}

/** A redirect whose target shows a message: `throw` or return it from an action. */
export async function redirectWithFlash(context: Contexts, to: string, flash: FlashMessage) {
  await setFlash(context, flash);
  return redirect(to);
}

/** The message that waits for this page, which is then gone. A forged or damaged one counts as none. */
export async function takeFlash(context: Contexts, request: Request): Promise<FlashMessage | undefined> {
  const cookie = flashCookie(context);
  const value: unknown = await cookie.parse(request.headers.get("Cookie"));
  if (value === null) return undefined;
  requestFacts(context).responseHeaders.append("Set-Cookie", await cookie.serialize("", { maxAge: 0 }));
  return flashSchema.safeParse(value).data;
}
