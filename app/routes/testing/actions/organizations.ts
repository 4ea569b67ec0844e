import { newId } from "#app/db/new-id.ts";
import { sent, signedIn } from "#dev/test/visitors.ts";
import { type Action, done } from "./action.ts";

/** Of organizations, and of those who run the installation. */
export const organizationActions: Action[] = [
  {
    pattern: "/organizations/new",
    form: () => ({
      ...{ name: "Aurora", slug: `aurora-${newId()}` },
      ...{ currency: "BRL", timeZone: "America/Sao_Paulo", locale: "en" },
    }),
    answers: sent(signedIn(done)),
    writes: "organizations",
  },
  {
    pattern: "/operator/jobs",
    form: () => ({ job: "accounts.forgetExpired", id: newId(), to: "retry" }),
    answers: sent(signedIn(404)),
  },
];
