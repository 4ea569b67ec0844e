import { Outlet } from "react-router";
import { FlashNotice } from "#app/flash-notice.tsx";
import { useI18n } from "#app/i18n/index.ts";
import { usePreferences } from "#app/root.tsx";
import { isOperator } from "#app/server/operator.server.ts";
import { requireAccount } from "#app/server/session.server.ts";
import { AppShell } from "#app/ui/index.ts";
import type { Route } from "./+types/person.ts";

/** What the pages stand in that belong to a person, whichever organization they come from. */
export async function loader({ context }: Route.LoaderArgs) {
  const { user, memberships } = await requireAccount(context);
  return {
    user: { name: user.name },
    operator: isOperator(context, user),
    organizations: memberships.map(({ organization }) => ({
      name: organization.name,
      slug: organization.slug,
    })),
  };
}

export default function Person({ loaderData }: Route.ComponentProps) {
  const { user, operator, organizations } = loaderData;
  const { m } = useI18n();
  return (
    <AppShell
      sections={[
        {
          label: m.people.yourOrganizations,
          items: [
            ...organizations.map(({ name, slug }) => ({ label: name, href: `/o/${slug}` })),
            { label: m.people.newOrganization.title, href: "/organizations/new" },
          ],
        },
        ...(operator
          ? [
              {
                label: m.operator.title,
                items: [{ label: m.operator.jobs.title, href: "/operator/jobs" }],
              },
            ]
          : []),
      ]}
      account={{ name: user.name, detail: m.common.account, href: "/account" }}
      preferences={usePreferences()}
    >
      <FlashNotice />
      <Outlet />
    </AppShell>
  );
}
