import { z } from "zod";
import { endOtherSessions, endSession } from "#app/domains/accounts/commands.server.ts";
import { redirectWithFlash } from "#app/server/flash.server.ts";
import { invalidForm, parseForm } from "#app/server/form.server.ts";
import { requireAccount } from "#app/server/session.server.ts";
import type { Route } from "./+types/sessions.ts";
import { AccountPage } from "./account-page.tsx";
import { loadAccount } from "./load-account.server.ts";

const others = "others";

const schema = z.object({ session: z.union([z.literal(others), z.uuid().toLowerCase()]) });

export function loader({ context }: Route.LoaderArgs) {
  return loadAccount(context);
}

/** Ends one session, or all but this one. */
export async function action({ request, context }: Route.ActionArgs) {
  const { caller, token } = await requireAccount(context);
  const submission = await parseForm(request, schema);
  if (submission.status !== "success") return invalidForm(submission);
  const { session } = submission.value;
  if (session === others) await endOtherSessions(caller, { token });
  else await endSession(caller, { sessionId: session });
  return redirectWithFlash(context, "/account", {
    tone: "good",
    message: session === others ? "auth.flash.othersEnded" : "auth.flash.sessionEnded",
  });
}

export default function Sessions({ loaderData }: Route.ComponentProps) {
  return <AccountPage account={loaderData} />;
}
