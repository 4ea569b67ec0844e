import { mkdtemp, readFile, rm } from "node:fs/promises";
import { createServer as createHttpServer } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { extname, join } from "node:path";
import tailwindcss from "@tailwindcss/vite";
import { build, createServer, type InlineConfig } from "vite";
import { screens } from "./screens.ts";

/** Stricter than the application's own: nothing inline at all, neither style nor script. */
const policy =
  "default-src 'none'; script-src 'self'; style-src 'self'; font-src 'self'; img-src 'self' data:; connect-src 'self'";

const types: Record<string, string> = {
  ".js": "text/javascript",
  ".css": "text/css",
  ".woff2": "font/woff2",
};

/** All screens in both languages and themes. */
function index(): string {
  const links = ["en/light", "en/dark", "pt-BR/light", "pt-BR/dark"].flatMap((look) =>
    screens.map((screen) => `<li><a href="/${look}/${screen}">${look}/${screen}</a></li>`),
  );
  return `<!doctype html><title>Placar</title><ul>${links.join("")}</ul>`;
}

/** Builds the gallery's styles and scripts as for production and serves its screens on the loopback. */
export async function serveGallery(port = 0): Promise<{ origin: string; close: () => Promise<void> }> {
  const shared: InlineConfig = {
    configFile: false,
    plugins: [tailwindcss()],
    publicDir: false,
    logLevel: "error",
  };
  const folder = await mkdtemp(join(tmpdir(), "placar-gallery-"));
  await build({
    ...shared,
    build: {
      outDir: folder,
      emptyOutDir: true,
      rolldownOptions: {
        input: "dev/gallery/client.tsx",
        output: { entryFileNames: "assets/[name].js", assetFileNames: "assets/[name][extname]" },
      },
    },
  });
  const vite = await createServer({
    ...shared,
    appType: "custom",
    server: { middlewareMode: true, hmr: false, ws: false, watch: null },
  });
  const { renderGallery } = await vite.ssrLoadModule("/dev/gallery/render.tsx");

  const server = createHttpServer(async (request, response) => {
    try {
      const url = new URL(request.url ?? "/", "http://gallery");
      if (url.pathname.startsWith("/assets/")) {
        const bytes = await readFile(join(folder, url.pathname));
        response.writeHead(200, { "content-type": types[extname(url.pathname)] ?? "text/plain" }).end(bytes);
        return;
      }
      const html: string = url.pathname === "/" ? index() : await renderGallery(url);
      response.writeHead(200, {
        "content-type": "text/html; charset=utf-8",
        "content-security-policy": policy,
      });
      response.end(html);
    } catch (error) {
      response.writeHead(500, { "content-type": "text/plain" });
      response.end(error instanceof Error ? error.stack : String(error));
    }
  });
  await new Promise<void>((resolve) => server.listen(port, "127.0.0.1", resolve));
  const { port: bound } = server.address() as AddressInfo;
  return {
    origin: `http://127.0.0.1:${bound}`,
    close: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
      await vite.close();
      await rm(folder, { recursive: true });
    },
  };
}

if (import.meta.main) {
  const { origin } = await serveGallery(Number(process.env.PORT ?? 3300));
  console.log(`The gallery is at ${origin}`);
}
