import { changeName } from "#app/domains/accounts/commands.server.ts";
import { changeNameSchema } from "#app/domains/accounts/forms.ts";
import { redirectWithFlash } from "#app/server/flash.server.ts";
import { invalidForm, parseForm } from "#app/server/form.server.ts";
import { requireAccount } from "#app/server/session.server.ts";
import type { Route } from "./+types/account.ts";
import { AccountPage } from "./account-page.tsx";
import { loadAccount } from "./load-account.server.ts";

export function loader({ context }: Route.LoaderArgs) {
  return loadAccount(context);
}

export async function action({ request, context }: Route.ActionArgs) {
  const { caller } = await requireAccount(context);
  const submission = await parseForm(request, changeNameSchema);
  if (submission.status !== "success") return invalidForm(submission);
  await changeName(caller, submission.value);
  return redirectWithFlash(context, "/account", { tone: "good", message: "auth.flash.nameChanged" });
}

export default function Account({ loaderData, actionData }: Route.ComponentProps) {
  return <AccountPage account={loaderData} nameResult={actionData} />;
}
