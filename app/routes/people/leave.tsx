import { leaveOrganization } from "#app/domains/people/commands.server.ts";
import { aboutMemberSchema } from "#app/domains/people/forms.ts";
import { leaveUrl } from "#app/domains/people/people-urls.ts";
import { useI18n } from "#app/i18n/index.ts";
import { redirectWithFlash } from "#app/server/flash.server.ts";
import { invalidForm, parseForm } from "#app/server/form.server.ts";
import { requireMember } from "#app/server/session.server.ts";
import { ConfirmPage } from "#app/ui/index.ts";
import type { Route } from "./+types/leave.ts";
import { outdatedIn } from "./outdated.ts";
import { OutdatedNotice } from "./outdated-notice.tsx";
import { refuseOutdated } from "./refuse-outdated.server.ts";

export async function loader({ context, params }: Route.LoaderArgs) {
  const { organization, role } = await requireMember(context, params.organization, "leads.read");
  return { organization: { name: organization.name, slug: organization.slug }, role };
}

export async function action({ context, params, request }: Route.ActionArgs) {
  const { caller, organization, role } = await requireMember(context, params.organization, "leads.read");
  const submission = await parseForm(request, aboutMemberSchema);
  if (submission.status !== "success") return invalidForm(submission);
  try {
    await leaveOrganization(caller);
  } catch (error) {
    return refuseOutdated(error, async () => role);
  }
  return redirectWithFlash(context, "/account", {
    tone: "good",
    message: "people.flash.left",
    params: [organization.name],
  });
}

export default function Leave({ loaderData, actionData }: Route.ComponentProps) {
  const { organization, role } = loaderData;
  const { m } = useI18n();
  const t = m.people.person;
  const outdated = outdatedIn(actionData);
  return (
    <>
      <title>{m.common.pageTitle(t.leaveTitle(organization.name))}</title>
      {outdated && <OutdatedNotice outdated={outdated} />}
      <ConfirmPage
        title={t.leaveTitle(organization.name)}
        text={t.leaveText}
        confirmLabel={t.leaveConfirm}
        action={leaveUrl(organization.slug)}
        fields={{ seen: role }}
        cancelHref="/account"
      />
    </>
  );
}
