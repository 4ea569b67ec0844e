import { carriesToken } from "#app/server/bearer-token.server.ts";
import { httpError } from "#app/server/http-error.ts";
import { requestHeaders, requestServices } from "#app/server/request-context.server.ts";
import type { Route } from "./+types/metrics.ts";

/** What this process counted, for Prometheus; not there without `PLACAR_METRICS_TOKEN`. */
export async function loader({ context }: Route.LoaderArgs) {
  const { env, metrics } = requestServices(context);
  if (env.metricsToken === undefined || metrics === undefined) throw httpError(404);
  if (!carriesToken(requestHeaders(context).get("Authorization"), env.metricsToken)) {
    const headers = { "WWW-Authenticate": 'Bearer realm="metrics"', "Cache-Control": "no-store" };
    return new Response("Expected the token of PLACAR_METRICS_TOKEN.\n", { status: 401, headers });
  }
  const headers = { "Content-Type": metrics.contentType, "Cache-Control": "no-store" };
  return new Response(await metrics.text(), { headers });
}
