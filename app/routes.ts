import { index, layout, prefix, type RouteConfig, route } from "@react-router/dev/routes";

export default [
  index("routes/start.ts"),
  route("o/:organization", "routes/organization.tsx", [
    index("routes/home/home.tsx"),
    ...prefix("leads", [
      index("routes/leads/list.tsx"),
      route("new", "routes/leads/new.tsx"),
      route("bin", "routes/leads/bin.tsx"),
      route(":leadId", "routes/leads/lead.tsx"),
      route(":leadId/edit", "routes/leads/edit.tsx"),
      route(":leadId/delete", "routes/leads/delete.tsx"),
      route(":leadId/restore", "routes/leads/restore.tsx"),
      route(":leadId/status", "routes/leads/status.tsx"),
      route(":leadId/interactions", "routes/leads/interactions.tsx"),
      route(":leadId/interactions/:interactionId", "routes/leads/interaction.tsx"),
      route(":leadId/interactions/:interactionId/delete", "routes/leads/delete-interaction.tsx"),
    ]),
    ...prefix("cohorts", [
      index("routes/cohorts/list.tsx"),
      route("new", "routes/cohorts/new.tsx"),
      route(":cohortId", "routes/cohorts/cohort.tsx"),
      route(":cohortId/edit", "routes/cohorts/edit.tsx"),
      route(":cohortId/mentors", "routes/cohorts/mentors.tsx"),
      route(":cohortId/archive", "routes/cohorts/archive.tsx"),
    ]),
    route("reports/pipeline", "routes/reports/pipeline.tsx"),
    route("settings/cache", "routes/settings/cache.tsx"),
  ]),
  route("sign-in", "routes/auth/sign-in.tsx"),
  route("sign-up", "routes/auth/sign-up.tsx"),
  route("sign-out", "routes/auth/sign-out.ts"),
  layout("routes/person.tsx", [
    route("account", "routes/account/account.tsx"),
    route("account/password", "routes/account/password.tsx"),
    route("organizations/new", "routes/organizations/new.tsx"),
    route("operator/jobs", "routes/operator/jobs.tsx"),
  ]),
  route("preferences", "routes/preferences.ts"),
  route("metrics", "routes/metrics.ts"),
  route("health/live", "routes/health.ts", { id: "health-live" }),
  route("health/ready", "routes/health.ts", { id: "health-ready" }),
] satisfies RouteConfig;
