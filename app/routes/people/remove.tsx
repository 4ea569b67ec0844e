import { redirect } from "react-router";
import { FieldError } from "#app/domains/errors.ts";
import { listOwners } from "#app/domains/leads/queries.server.ts";
import { removeMember } from "#app/domains/people/commands.server.ts";
import { removeSchema } from "#app/domains/people/forms.ts";
import { leaveUrl, peopleUrl, personUrl } from "#app/domains/people/people-urls.ts";
import { countWork } from "#app/domains/people/queries.server.ts";
import { useI18n } from "#app/i18n/index.ts";
import { redirectWithFlash } from "#app/server/flash.server.ts";
import { invalidField, invalidForm, parseForm } from "#app/server/form.server.ts";
import { ConfirmPage, SelectField } from "#app/ui/index.ts";
import { useFields } from "#app/use-fields.ts";
import type { Route } from "./+types/remove.ts";
import { requireAssignable, requirePerson } from "./find-member.server.ts";
import { outdatedIn } from "./outdated.ts";
import { OutdatedNotice } from "./outdated-notice.tsx";
import { refuseOutdated } from "./refuse-outdated.server.ts";

export async function loader({ context, params }: Route.LoaderArgs) {
  const { caller, person, organization, user } = await requireAssignable(context, params);
  if (person.userId === user.id) throw redirect(leaveUrl(organization.slug));
  const { userId } = person;
  const [work, owners] = await Promise.all([countWork(caller, { userId }), listOwners(caller, {})]);
  const heirs = owners.filter((each) => each.userId !== userId && each.role !== "mentee");
  return { person, work, heirs, slug: organization.slug };
}

export async function action({ context, params, request }: Route.ActionArgs) {
  const { caller, person, organization } = await requireAssignable(context, params);
  const submission = await parseForm(request, removeSchema);
  if (submission.status !== "success") return invalidForm(submission);
  try {
    await removeMember(caller, { userId: person.userId, ...submission.value });
  } catch (error) {
    if (error instanceof FieldError) return invalidField(submission, error);
    return refuseOutdated(error, async () => (await requirePerson(context, params)).person.role);
  }
  return redirectWithFlash(context, peopleUrl(organization.slug), {
    tone: "good",
    message: "people.flash.removed",
    params: [person.name],
  });
}

export default function RemovePerson({ loaderData, actionData }: Route.ComponentProps) {
  const { person, work, slug } = loaderData;
  const { m } = useI18n();
  const t = m.people.person;
  const here = personUrl(slug, person.userId);
  const outdated = outdatedIn(actionData);
  const hasWork = work.leads + work.tasks > 0;
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
        question={
          hasWork && (
            <>
              <p className="mb-4 font-semibold">{t.has(work.leads, work.tasks)}</p>
              <HeirField heirs={loaderData.heirs} result={outdated ? undefined : resultIn(actionData)} />
            </>
          )
        }
      />
    </>
  );
}

type Answer = Route.ComponentProps["actionData"];

const resultIn = (answer: Answer) => (answer && !("lastOwner" in answer) ? answer : undefined);

/** Who takes over the leads and the follow-ups of a member who goes. */
function HeirField({
  heirs,
  result,
}: Pick<Route.ComponentProps["loaderData"], "heirs"> & { result: ReturnType<typeof resultIn> }) {
  const { m } = useI18n();
  const t = m.people.person;
  const { field } = useFields(removeSchema, { lastResult: result, labels: { heirId: t.heir } });
  return (
    <SelectField
      label={t.heir}
      hint={t.heirHint}
      optional
      {...field("heirId")}
      blank={t.nobody}
      options={heirs.map(({ userId, name, role }) => ({
        value: userId,
        label: `${name} · ${m.people.roles[role]}`,
      }))}
    />
  );
}
