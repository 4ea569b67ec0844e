import { redirect } from "react-router";
import { removeMember } from "#app/domains/people/commands.server.ts";
import { aboutMemberSchema } from "#app/domains/people/forms.ts";
import { leaveUrl, peopleUrl, personUrl } from "#app/domains/people/people-urls.ts";
import { useI18n } from "#app/i18n/index.ts";
import { redirectWithFlash } from "#app/server/flash.server.ts";
import { invalidForm, parseForm } from "#app/server/form.server.ts";
import { ConfirmPage } from "#app/ui/index.ts";
import type { Route } from "./+types/remove.ts";
import { requireAssignable, requirePerson } from "./find-member.server.ts";
import { outdatedIn } from "./outdated.ts";
import { OutdatedNotice } from "./outdated-notice.tsx";
import { refuseOutdated } from "./refuse-outdated.server.ts";

export async function loader({ context, params }: Route.LoaderArgs) {
  const { person, organization, user } = await requireAssignable(context, params);
  if (person.userId === user.id) throw redirect(leaveUrl(organization.slug));
  return { person, slug: organization.slug };
}

export async function action({ context, params, request }: Route.ActionArgs) {
  const { caller, person, organization } = await requireAssignable(context, params);
  const submission = await parseForm(request, aboutMemberSchema);
  if (submission.status !== "success") return invalidForm(submission);
  try {
    await removeMember(caller, { userId: person.userId, ...submission.value });
  } catch (error) {
    return refuseOutdated(error, async () => (await requirePerson(context, params)).person.role);
  }
  return redirectWithFlash(context, peopleUrl(organization.slug), {
    tone: "good",
    message: "people.flash.removed",
    params: [person.name],
  });
}

export default function RemovePerson({ loaderData, actionData }: Route.ComponentProps) {
  const { person, slug } = loaderData;
  const { m } = useI18n();
  const t = m.people.person;
  const here = personUrl(slug, person.userId);
  const outdated = outdatedIn(actionData);
  return (
    <>
      <title>{m.common.pageTitle(t.removeTitle(person.name))}</title>
      {outdated && <OutdatedNotice outdated={outdated} />}
      <ConfirmPage
        title={t.removeTitle(person.name)}
        text={t.removeText}
        confirmLabel={t.removeConfirm}
        action={`${here}/remove`}
        fields={{ seen: outdated?.saved ?? person.role }}
        cancelHref={here}
      />
    </>
  );
}
