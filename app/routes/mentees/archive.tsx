import { archiveMentee } from "#app/domains/mentees/commands.server.ts";
import { menteeUrl } from "#app/domains/mentees/mentee-list.ts";
import { archiveForm } from "#app/domains/record-state.ts";
import { useI18n } from "#app/i18n/index.ts";
import { redirectWithFlash } from "#app/server/flash.server.ts";
import { invalidForm, parseForm } from "#app/server/form.server.ts";
import { ConfirmPage } from "#app/ui/index.ts";
import type { Route } from "./+types/archive.ts";
import { archiveQuestion } from "./archive-question.ts";
import { requireMentee, requireMenteeId } from "./find-mentee.server.ts";

export async function loader({ context, params }: Route.LoaderArgs) {
  const { mentee, organization } = await requireMentee(context, params, "mentees.manage");
  return { mentee, slug: organization.slug };
}

export async function action({ context, params, request }: Route.ActionArgs) {
  const { caller, organization, menteeId } = await requireMenteeId(context, params, "mentees.manage");
  const submission = await parseForm(request, archiveForm);
  if (submission.status !== "success") return invalidForm(submission);
  const { to } = submission.value;
  await archiveMentee(caller, { menteeId, to });
  return redirectWithFlash(context, menteeUrl(organization.slug, menteeId), {
    tone: "good",
    message: `mentees.flash.${to}`,
  });
}

/** Asks before a mentee goes into the archive, or comes back from it. */
export default function ArchiveMentee({ loaderData }: Route.ComponentProps) {
  const { mentee, slug } = loaderData;
  const { m } = useI18n();
  const question = archiveQuestion(mentee, slug, m);
  return (
    <>
      <title>{m.common.pageTitle(question.title)}</title>
      <ConfirmPage {...question} cancelHref={menteeUrl(slug, mentee.id)} />
    </>
  );
}
