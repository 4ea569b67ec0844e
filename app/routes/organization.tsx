import type { ReactNode } from "react";
import { Outlet } from "react-router";
import { can } from "#app/domains/people/permissions.ts";
import { periodOf, today } from "#app/domains/period.ts";
import { FlashNotice } from "#app/flash-notice.tsx";
import { useI18n } from "#app/i18n/index.ts";
import { PageError } from "#app/page-error.tsx";
import { usePreferences } from "#app/root.tsx";
import { requireAudience, requireReader } from "#app/server/audience.server.ts";
import { AppShell, PublicShell } from "#app/ui/index.ts";
import type { Route } from "./+types/organization.ts";

/** What every page of an organization stands in. */
export async function loader({ context, params }: Route.LoaderArgs) {
  const { organization, role } = await requireAudience(context, params.organization, "leads.read");
  const reader = await requireReader(context);
  const { name, slug, timeZone } = organization;
  return {
    organization: { name, slug },
    others: reader.organizations.filter((other) => other.slug !== slug),
    role,
    user: { name: reader.name },
    thisYear: periodOf("this-year", today(timeZone)),
  };
}

export default function Organization({ loaderData }: Route.ComponentProps) {
  return (
    <OrganizationShell {...loaderData}>
      <Outlet />
    </OrganizationShell>
  );
}

type Loaded = Route.ComponentProps["loaderData"];

function OrganizationShell({
  organization,
  others,
  role,
  user,
  thisYear,
  children,
}: Loaded & { children: ReactNode }) {
  const { m } = useI18n();
  const preferences = usePreferences();
  const base = `/o/${organization.slug}`;
  return (
    <AppShell
      organization={{ name: organization.name, href: base }}
      elsewhere={
        others.length === 0
          ? []
          : [
              ...others.map(({ name, slug }) => ({ label: name, href: `/o/${slug}` })),
              { label: m.people.newOrganization.title, href: "/organizations/new" },
            ]
      }
      sections={[
        {
          items: [
            { label: m.home.title, href: base, end: true },
            { label: m.leads.title, href: `${base}/leads` },
            { label: m.tasks.title, href: `${base}/tasks` },
            { label: m.cohorts.title, href: `${base}/cohorts` },
            { label: m.mentees.title, href: `${base}/mentees` },
            ...(can(role, "leads.import") ? [{ label: m.imports.title, href: `${base}/imports` }] : []),
          ],
        },
        {
          label: m.reports.title,
          items: [
            {
              label: m.reports.pipeline.title,
              href: `${base}/reports/pipeline?from=${thisYear.from}&to=${thisYear.to}`,
            },
          ],
        },
        ...(can(role, "people.manage")
          ? [
              {
                label: m.people.organization,
                items: [
                  { label: m.people.title, href: `${base}/people` },
                  { label: m.activity.title, href: `${base}/activity` },
                ],
              },
            ]
          : []),
        ...(can(role, "tags.manage")
          ? [
              {
                label: m.settings.title,
                items: [
                  { label: m.tags.title, href: `${base}/settings/tags` },
                  ...(can(role, "organization.manage")
                    ? [{ label: m.settings.cache.title, href: `${base}/settings/cache` }]
                    : []),
                ],
              },
            ]
          : []),
      ]}
      account={{ name: user.name, detail: m.people.roles[role], href: "/account" }}
      preferences={preferences}
    >
      <FlashNotice />
      {children}
    </AppShell>
  );
}

/** A page that fails keeps the shell around it, so that there is a way on. */
export function ErrorBoundary({ loaderData, error }: Route.ErrorBoundaryProps) {
  const preferences = usePreferences();
  if (!loaderData) {
    return (
      <PublicShell preferences={preferences}>
        <PageError error={error} />
      </PublicShell>
    );
  }
  return (
    <OrganizationShell {...loaderData}>
      <PageError error={error} />
    </OrganizationShell>
  );
}
