import { z } from "zod";
import { setReminders } from "#app/domains/accounts/commands.server.ts";
import { redirectWithFlash } from "#app/server/flash.server.ts";
import { invalidForm, parseForm } from "#app/server/form.server.ts";
import { httpError } from "#app/server/http-error.ts";
import { sendsMail } from "#app/server/sends-mail.server.ts";
import { requireAccount } from "#app/server/session.server.ts";
import type { Route } from "./+types/reminders.ts";
import { AccountPage } from "./account-page.tsx";
import { loadAccount } from "./load-account.server.ts";

const schema = z.object({ reminders: z.enum(["on", "off"]) });

export function loader({ context }: Route.LoaderArgs) {
  return loadAccount(context);
}

/** Turns the reminders on or off that come by e-mail. */
export async function action({ request, context }: Route.ActionArgs) {
  const { caller } = await requireAccount(context);
  if (!sendsMail(context)) throw httpError(404);
  const submission = await parseForm(request, schema);
  if (submission.status !== "success") return invalidForm(submission);
  const { reminders } = submission.value;
  await setReminders(caller, { reminders: reminders === "on" });
  return redirectWithFlash(context, "/account", { tone: "good", message: `reminders.flash.${reminders}` });
}

export default function Reminders({ loaderData }: Route.ComponentProps) {
  return <AccountPage account={loaderData} />;
}
