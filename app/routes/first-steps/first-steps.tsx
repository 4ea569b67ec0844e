import { cohortsUrl } from "#app/domains/cohorts/cohort-list.ts";
import { importsUrl } from "#app/domains/imports/import-urls.ts";
import { newMenteeUrl } from "#app/domains/mentees/mentee-list.ts";
import { useI18n } from "#app/i18n/index.ts";
import { ButtonLink, Steps } from "#app/ui/index.ts";
import type { FirstStepsDone } from "./load-first-steps.server.ts";

/** What leads from an empty organization to its first lead. */
export function FirstSteps({ done, slug }: { done: FirstStepsDone; slug: string }) {
  const { m } = useI18n();
  const t = m.home.steps;
  return (
    <div className="border-line border-t py-10">
      <p className="figure text-3xl leading-9">{m.home.empty}</p>
      <p className="mt-1.5 max-w-prose text-muted">{t.intro}</p>
      <Steps
        steps={[
          {
            key: "cohort",
            title: t.cohort,
            text: t.cohortHint,
            done: done.cohortId !== null,
            action: <ButtonLink to={`${cohortsUrl(slug)}/new`}>{m.cohorts.new}</ButtonLink>,
          },
          {
            key: "mentee",
            title: t.mentee,
            text: t.menteeHint,
            done: done.mentee,
            action: (
              <ButtonLink to={newMenteeUrl(slug, done.cohortId ?? undefined)}>{m.mentees.new}</ButtonLink>
            ),
          },
          {
            key: "lead",
            title: t.lead,
            text: t.leadHint,
            done: false,
            action: (
              <span className="flex flex-wrap gap-3">
                <ButtonLink to={`/o/${slug}/leads/new`}>{m.leads.new}</ButtonLink>
                <ButtonLink to={`${importsUrl(slug)}/new`} look="quiet">
                  {m.imports.new}
                </ButtonLink>
              </span>
            ),
          },
        ]}
      />
    </div>
  );
}
