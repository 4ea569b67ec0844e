import { Outlet, type RouteObject } from "react-router";
import { type Locale, useI18n } from "#app/i18n/index.ts";
import type { Theme } from "#app/theme.ts";
import { AppShell, ErrorPage, PublicShell } from "#app/ui/index.ts";
import { ChartEdges } from "./chart-edges.tsx";
import { ConfirmScreen } from "./confirm-screen.tsx";
import { FormScreen } from "./form-screen.tsx";
import { HomeScreen } from "./home-screen.tsx";
import { LeadScreen } from "./lead-screen.tsx";
import { EmptyScreen, ListScreen } from "./list-screen.tsx";
import { ReportScreen } from "./report-screen.tsx";
import { SignInScreen } from "./sign-in-screen.tsx";

export function galleryRoutes(locale: Locale, theme: Theme): RouteObject[] {
  const preferences = { locale, theme };
  return [
    {
      element: <Shell locale={locale} theme={theme} />,
      children: [
        { path: "o/demo", element: <HomeScreen /> },
        { path: "o/demo/leads", element: <ListScreen /> },
        { path: "o/demo/leads/empty", element: <EmptyScreen /> },
        { path: "o/demo/leads/1", element: <LeadScreen /> },
        { path: "o/demo/leads/1/delete", element: <ConfirmScreen /> },
        { path: "o/demo/leads/new", element: <FormScreen /> },
        { path: "o/demo/reports/pipeline", element: <ReportScreen /> },
        { path: "o/demo/charts", element: <ChartEdges /> },
        { path: "*", element: <ErrorPage status={404} homeHref="/o/demo" /> },
      ],
    },
    {
      path: "sign-in",
      element: (
        <PublicShell preferences={preferences}>
          <SignInScreen />
        </PublicShell>
      ),
    },
    {
      path: "broken",
      element: (
        <PublicShell preferences={preferences}>
          <ErrorPage status={500} requestId="01981c4e-7c1b-7d52" />
        </PublicShell>
      ),
    },
  ];
}

function Shell({ locale, theme }: { locale: Locale; theme: Theme }) {
  const { m } = useI18n();
  return (
    <AppShell
      organization={{ name: "Agência Horizonte", href: "/o/demo" }}
      sections={[
        {
          items: [
            { label: m.home.title, href: "/o/demo", end: true },
            { label: m.leads.title, href: "/o/demo/leads" },
          ],
        },
        {
          label: m.reports.title,
          items: [{ label: m.reports.pipeline.title, href: "/o/demo/reports/pipeline" }],
        },
      ]}
      account={{ name: "Marina Albuquerque", detail: m.people.roles.owner, href: "/account" }}
      preferences={{ locale, theme }}
    >
      <Outlet />
    </AppShell>
  );
}
