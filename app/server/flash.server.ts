import { createCookie, redirect } from "react-router";
import { z } from "zod";
import type { FlashMessage, MessagePath } from "#app/flash-message.ts";
import {
  addResponseHeader,
  type RequestContext,
  requestFacts,
  requestHeaders,
  requestServices,
} from "./request-context.server.ts";

const messagePath = z.string().transform((path) => path as MessagePath);

const flashSchema = z.object({
  tone: z.enum(["good", "bad", "warn"]),
  message: messagePath,
  params: z.array(z.union([z.string(), z.number()])).optional(),
  link: z.object({ href: z.string(), label: messagePath }).optional(),
});

function flashCookie(context: RequestContext) {
  const { secret } = requestServices(context);
  const { secure } = requestFacts(context);
  return createCookie("flash", { secrets: [secret], httpOnly: true, sameSite: "lax", path: "/", secure });
}

/** Puts a message on the next page. */
export async function setFlash(context: RequestContext, flash: FlashMessage) {
  addResponseHeader(context, "Set-Cookie", await flashCookie(context).serialize(flash, { maxAge: 60 }));
}

/** A redirect whose target shows a message: return it from an action. */
export async function redirectWithFlash(context: RequestContext, to: string, flash: FlashMessage) {
  await setFlash(context, flash);
  return redirect(to, 303);
}

/** Whether a Cookie header may carry a message, ours or not. */
export function hasFlash(header: string | null | undefined): boolean {
  return header?.includes("flash=") ?? false;
}

/** The message that waits for this page, which is then gone. A forged or damaged one counts as none. */
export async function takeFlash(context: RequestContext): Promise<FlashMessage | undefined> {
  const cookie = flashCookie(context);
  const header = requestHeaders(context).get("Cookie");
  if (!hasFlash(header)) return undefined;
  const value: unknown = await cookie.parse(header);
  addResponseHeader(context, "Set-Cookie", await cookie.serialize("", { maxAge: 0 }));
  return flashSchema.safeParse(value).data;
}
