import { errorWords } from "#app/i18n/error-words.ts";
import { i18nFor } from "#app/i18n/index.ts";
import type { RequestFacts } from "./request-context.server.ts";

/**
 * The error page for when React Router has none to render: a refused or broken request, a route without a page, a failing
 * renderer. It needs nothing but the stylesheet, and reads well without.
 * @param stylesheet address of the application's, where it is known
 */
export function houseError(
  status: number,
  { locale, theme, id }: Pick<RequestFacts, "locale" | "theme" | "id">,
  stylesheet?: string,
): Response {
  const { m } = i18nFor(locale);
  const { title, text } = errorWords(status, m);
  const reference = `<p class="mt-4 text-muted">${m.errors.requestId} <code class="text-ink">${id}</code></p>`;
  const html = `<!DOCTYPE html>
<html lang="${locale}" data-theme="${theme}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${m.common.pageTitle(title)}</title>
${stylesheet === undefined ? "" : `<link rel="stylesheet" href="${stylesheet}">`}
</head>
<body>
<main class="mx-auto w-full max-w-md px-5 pt-16 pb-12">
<div class="max-w-xl border-ink border-t-4 pt-4">
<p class="figure text-8xl text-accent leading-none">${status}</p>
<h1 class="figure mt-3 text-5xl leading-none">${title}</h1>
<p class="mt-4 text-lg">${text}</p>
${status >= 500 ? reference : ""}
<p class="mt-8"><a class="link" href="/">${m.errors.home}</a></p>
</div>
</main>
</body>
</html>
`;
  return new Response(html, {
    status,
    headers: { "Content-Type": "text/html; charset=utf-8", "Cache-Control": "no-store" },
  });
}
