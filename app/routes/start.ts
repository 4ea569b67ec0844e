import { redirect } from "react-router";
import { requireAccount } from "#app/server/session.server.ts";
import type { Route } from "./+types/start.ts";

/** Nothing is shown here: who is signed in belongs in their organization, who is not at the sign-in page. */
export async function loader({ context }: Route.LoaderArgs) {
  const { memberships } = await requireAccount(context);
  const [first] = memberships;
  throw redirect(first ? `/o/${first.organization.slug}` : "/organizations/new");
}
