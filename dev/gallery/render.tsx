import { renderToString } from "react-dom/server";
import { createStaticHandler, createStaticRouter, StaticRouterProvider } from "react-router";
import { GalleryDocument, readAddress } from "./document.tsx";
import { galleryRoutes } from "./routes.tsx";

/** One screen of the gallery as HTML. `scripts` hydrates it. */
export async function renderGallery(url: URL): Promise<string> {
  const { locale, theme, basename } = readAddress(url.pathname);
  const routes = galleryRoutes(locale, theme);
  const handler = createStaticHandler(routes, { basename });
  const context = await handler.query(new Request(url));
  if (context instanceof Response) throw new Error(`${url.pathname} answered ${context.status}`);
  const router = createStaticRouter(handler.dataRoutes, context);
  const html = renderToString(
    <GalleryDocument locale={locale} theme={theme} scripts={!url.searchParams.has("still")}>
      <StaticRouterProvider router={router} context={context} hydrate={false} />
    </GalleryDocument>,
  );
  return `<!doctype html>${html}`;
}
