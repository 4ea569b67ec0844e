import { requestServices } from "#app/server/request-context.server.ts";
import type { Route } from "./+types/health.ts";

/**
 * `/health/live`: the process answers, and a restart would not make it better. `/health/ready`: what it stands on is
 * there too; 503 otherwise, so that a load balancer sends people elsewhere.
 */
export async function loader({ url, context }: Route.LoaderArgs) {
  const headers = { "Cache-Control": "no-store" };
  if (url.pathname === "/health/live") return Response.json({ live: true }, { headers });
  const readiness = await requestServices(context).readiness();
  return Response.json(readiness, { status: readiness.ready ? 200 : 503, headers });
}
