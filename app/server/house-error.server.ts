import { errorWords } from "#app/error-words.ts";
import { i18nFor } from "#app/i18n/index.ts";
import type { RequestFacts } from "./request-context.server.ts";

/**
 * The error page for when React Router cannot render one: a broken request, a failing renderer, a server that is
 * still starting. Plain HTML without styles or scripts, because nothing else can be relied on.
 */
export function houseError(status: number, facts: Pick<RequestFacts, "locale" | "id">): Response {
  const { m } = i18nFor(facts.locale);
  const words = errorWords(status, m);
  const reference = status >= 500 ? `<p>${m.errors.requestId} <code>${facts.id}</code></p>` : "";
  const html = `<!DOCTYPE html><html lang="${facts.locale}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>${status} ${words.title}</title></head><body><main><h1>${words.title}</h1><p>${words.text}</p>${reference}<p><a href="/">${m.errors.home}</a></p></main></body></html>`;
  return new Response(html, {
    status,
    headers: { "Content-Type": "text/html; charset=utf-8", "Cache-Control": "no-store" },
  });
}
