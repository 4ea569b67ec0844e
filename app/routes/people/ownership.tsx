import { transferOwnership } from "#app/domains/people/commands.server.ts";
import { aboutMemberSchema } from "#app/domains/people/forms.ts";
import { personUrl } from "#app/domains/people/people-urls.ts";
import { can } from "#app/domains/people/permissions.ts";
import { useI18n } from "#app/i18n/index.ts";
import { redirectWithFlash } from "#app/server/flash.server.ts";
import { invalidForm, parseForm } from "#app/server/form.server.ts";
import { httpError } from "#app/server/http-error.ts";
import type { RequestContext } from "#app/server/request-context.server.ts";
import { ConfirmPage } from "#app/ui/index.ts";
import type { Route } from "./+types/ownership.ts";
import { requirePerson } from "./find-member.server.ts";
import { outdatedIn } from "./outdated.ts";
import { OutdatedNotice } from "./outdated-notice.tsx";
import { refuseOutdated } from "./refuse-outdated.server.ts";

export async function loader({ context, params }: Route.LoaderArgs) {
  const { person, organization } = await requireSuccessor(context, params);
  return { person, slug: organization.slug };
}

export async function action({ context, params, request }: Route.ActionArgs) {
  const { caller, person, organization } = await requireSuccessor(context, params);
  const submission = await parseForm(request, aboutMemberSchema);
  if (submission.status !== "success") return invalidForm(submission);
  try {
    await transferOwnership(caller, { userId: person.userId, ...submission.value });
  } catch (error) {
    return refuseOutdated(error, async () => (await requirePerson(context, params)).person.role);
  }
  return redirectWithFlash(context, personUrl(organization.slug, person.userId), {
    tone: "good",
    message: "people.flash.handedOver",
    params: [person.name],
  });
}

/** Whom an owner may hand the organization over to: @throws 403 for anybody else who asks */
async function requireSuccessor(context: RequestContext, params: Route.LoaderArgs["params"]) {
  const found = await requirePerson(context, params);
  if (!can(found.role, "organization.manage")) throw httpError(403);
  return found;
}

export default function HandOver({ loaderData, actionData }: Route.ComponentProps) {
  const { person, slug } = loaderData;
  const { m } = useI18n();
  const t = m.people.person;
  const here = personUrl(slug, person.userId);
  const outdated = outdatedIn(actionData);
  return (
    <>
      <title>{m.common.pageTitle(t.ownTitle(person.name))}</title>
      {outdated && <OutdatedNotice outdated={outdated} />}
      <ConfirmPage
        title={t.ownTitle(person.name)}
        text={t.ownText}
        confirmLabel={t.ownConfirm}
        action={`${here}/ownership`}
        fields={{ seen: outdated?.saved ?? person.role }}
        cancelHref={here}
      />
    </>
  );
}
