import type { ServerBuild } from "react-router";
import { asHttpError } from "./http-errors.server.ts";

type Handler = (args: never) => unknown;

/**
 * React Router's build as this server runs it. Every loader and action answers the domain's errors with their statuses, so
 * that no route can forget to. Behind a proxy that does not forward the protocol, a form's origin is compared with the
 * public host.
 * @param origin public origin, if configured
 */
export function prepareBuild(build: ServerBuild, origin: string | undefined): ServerBuild {
  const routes = Object.fromEntries(
    Object.entries(build.routes).map(([id, route]) => {
      if (!route) return [id, route];
      const { loader, action } = route.module;
      const module = {
        ...route.module,
        ...(loader && { loader: answeringErrors(loader) }),
        ...(action && { action: answeringErrors(action) }),
      };
      return [id, { ...route, module }];
    }),
  );
  const allowedActionOrigins = origin === undefined ? build.allowedActionOrigins : [new URL(origin).host];
  return { ...build, routes, allowedActionOrigins } as ServerBuild;
}

function answeringErrors<H extends Handler>(handler: H): H {
  const wrapped = async (args: never) => {
    try {
      return await handler(args);
    } catch (error) {
      throw asHttpError(error);
    }
  };
  return wrapped as H;
}
