import { cohortUrl } from "#app/domains/cohorts/cohort-list.ts";
import { archiveCohort } from "#app/domains/cohorts/commands.server.ts";
import { archiveForm } from "#app/domains/record-state.ts";
import { useI18n } from "#app/i18n/index.ts";
import { redirectWithFlash } from "#app/server/flash.server.ts";
import { invalidForm, parseForm } from "#app/server/form.server.ts";
import { ConfirmPage } from "#app/ui/index.ts";
import type { Route } from "./+types/archive.ts";
import { archiveQuestion } from "./archive-question.ts";
import { requireCohort, requireCohortId } from "./find-cohort.server.ts";

export async function loader({ context, params }: Route.LoaderArgs) {
  const { cohort, organization } = await requireCohort(context, params, "cohorts.manage");
  return { cohort, slug: organization.slug };
}

export async function action({ context, params, request }: Route.ActionArgs) {
  const { caller, organization, cohortId } = await requireCohortId(context, params, "cohorts.manage");
  const submission = await parseForm(request, archiveForm);
  if (submission.status !== "success") return invalidForm(submission);
  const { to } = submission.value;
  await archiveCohort(caller, { cohortId, to });
  return redirectWithFlash(context, cohortUrl(organization.slug, cohortId), {
    tone: "good",
    message: `cohorts.flash.${to}`,
  });
}

/** Asks before a cohort goes into the archive, or comes back from it. */
export default function ArchiveCohort({ loaderData }: Route.ComponentProps) {
  const { cohort, slug } = loaderData;
  const { m } = useI18n();
  const question = archiveQuestion(cohort, slug, m);
  return (
    <>
      <title>{m.common.pageTitle(question.title)}</title>
      <ConfirmPage {...question} cancelHref={cohortUrl(slug, cohort.id)} />
    </>
  );
}
