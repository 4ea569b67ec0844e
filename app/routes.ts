import { index, type RouteConfig, route } from "@react-router/dev/routes";

export default [
  index("routes/start.ts"),
  route("o/:organization", "routes/organization.tsx", [
    index("routes/home.tsx"),
    route("reports/pipeline", "routes/reports/pipeline.tsx"),
  ]),
  route("sign-in", "routes/auth/sign-in.tsx"),
  route("sign-up", "routes/auth/sign-up.tsx"),
  route("sign-out", "routes/auth/sign-out.ts"),
  route("preferences", "routes/preferences.ts"),
  route("health/live", "routes/health.ts", { id: "health-live" }),
  route("health/ready", "routes/health.ts", { id: "health-ready" }),
] satisfies RouteConfig;
