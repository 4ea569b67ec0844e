import { redirect } from "react-router";
import { type SecondStepTaken, takeSecondStep } from "#app/domains/accounts/commands.server.ts";
import { codeSchema, recoveryCodeSchema } from "#app/domains/accounts/forms.ts";
import { ConflictError } from "#app/domains/errors.ts";
import { setFlash } from "#app/server/flash.server.ts";
import { parseForm } from "#app/server/form.server.ts";
import { refuseAttempt, refuseCredentials } from "#app/server/refuse-attempt.server.ts";
import { requestCaller } from "#app/server/request-caller.server.ts";
import type { RequestContext } from "#app/server/request-context.server.ts";
import { sameOriginPath } from "#app/server/same-origin-path.ts";
import {
  keepSession,
  optionalSession,
  requestBrowser,
  requestSecondStep,
} from "#app/server/session.server.ts";

/** Where to afterwards; @throws a redirect there for who is signed in already */
export async function leadOn(context: RequestContext, url: URL): Promise<string> {
  const next = sameOriginPath(url.searchParams.get("next"));
  if (await optionalSession(context)) throw redirect(next);
  return next;
}

/** What the pages of the second step show: whether there is anything to give a code for. */
export async function loadSecondStep(context: RequestContext, url: URL) {
  const next = await leadOn(context, url);
  return { next, open: requestSecondStep(context) !== undefined };
}

interface Sent {
  request: Request;
  context: RequestContext;
  url: URL;
}

/** Takes a code of one kind, from the form of its page, and leads on. */
export async function answerCode(kind: "app" | "recovery", { request, context, url }: Sent) {
  const next = await leadOn(context, url);
  const submission = await parseForm(request, kind === "app" ? codeSchema : recoveryCodeSchema);
  const step = requestSecondStep(context);
  // The page says what is over.
  if (step === undefined) return { over: true as const };
  if (submission.status !== "success") return refuseCredentials(submission, ["code"]);
  try {
    const caller = requestCaller(context, { kind: "system" });
    const browser = requestBrowser(context);
    const taken = await takeSecondStep(caller, { step, kind, browser, ...submission.value });
    keepSession(context, taken);
    await tellCodesLeft(context, taken);
  } catch (error) {
    if (error instanceof ConflictError) return { over: true as const };
    return refuseAttempt(context, submission, error, ["code"]);
  }
  return redirect(next, 303);
}

async function tellCodesLeft(context: RequestContext, { codesLeft }: SecondStepTaken) {
  if (codesLeft === undefined) return;
  await setFlash(context, {
    tone: "warn",
    message: "twoFactor.flash.codeUsed",
    params: [codesLeft],
    link: { href: "/account/two-factor/recovery-codes", label: "twoFactor.flash.makeNew" },
  });
}
