import type { Locale } from "#app/i18n/locales.ts";

export interface LetterLink {
  label: string;
  href: string;
}

/** Things that a letter names one by one, each with where it is to be seen. */
export interface LetterList {
  title: string;
  items: readonly (LetterLink & { detail: string })[];
}

/** An e-mail in the recipient's language: a few paragraphs and one link. */
export interface Letter {
  locale: Locale;
  subject: string;
  greeting: string;
  /** what it is about, and why it came */
  paragraphs: string[];
  lists?: readonly LetterList[];
  /** what there is to do */
  link?: LetterLink;
  /** below the link: until when it works, what to do if it was not meant */
  notes: readonly (string | LetterLink)[];
}

export function letterAsText({ greeting, paragraphs, lists = [], link, notes }: Letter): string {
  const linked = ({ label, href }: LetterLink) => `${label}:\n${href}`;
  const listed = ({ title, items }: LetterList) =>
    [title, ...items.map(({ label, detail, href }) => `- ${label} (${detail})\n  ${href}`)].join("\n");
  return `${[
    greeting,
    ...paragraphs,
    ...lists.map(listed),
    ...(link ? [linked(link)] : []),
    ...notes.map((note) => (typeof note === "string" ? note : linked(note))),
  ].join("\n\n")}\n`;
}

/** Tables, images and style sheets are left out: it reads the same in every mail program, and loads nothing. */
export function letterAsHtml({
  locale,
  subject,
  greeting,
  paragraphs,
  lists = [],
  link,
  notes,
}: Letter): string {
  const paragraph = (text: string) => `<p>${escaped(text)}</p>`;
  const note = (each: string | LetterLink) =>
    typeof each === "string" ? paragraph(each) : `<p>${linkAsHtml(each)}</p>`;
  return `<!doctype html>
<html lang="${locale}">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>${escaped(subject)}</title></head>
<body style="margin:0;padding:24px;font:16px/1.5 system-ui,sans-serif;color:#1b1e26;background:#faf8f3">
<div style="max-width:36em">
${[...[greeting, ...paragraphs].map(paragraph), ...lists.map(listAsHtml)].join("\n")}
${[...(link ? [buttonAsHtml(link)] : []), ...notes.map(note)].join("\n")}
</div>
</body>
</html>
`;
}

/** The address in full below it, for whom the button does nothing. */
function buttonAsHtml(link: LetterLink): string {
  const href = escaped(link.href);
  return `<p><a href="${href}" style="display:inline-block;padding:10px 18px;font-weight:600;color:#fffdf9;background:#b5390f;text-decoration:none">${escaped(link.label)}</a></p>
<p style="word-break:break-all">${linkAsHtml({ ...link, label: link.href })}</p>`;
}

function listAsHtml({ title, items }: LetterList): string {
  const item = ({ detail, ...link }: LetterList["items"][number]) =>
    `<li style="margin:0 0 8px">${linkAsHtml(link)}<br><span style="color:#5c6070">${escaped(detail)}</span></li>`;
  return `<h2 style="margin:24px 0 8px;font-size:18px">${escaped(title)}</h2>
<ul style="margin:0;padding:0 0 0 20px">
${items.map(item).join("\n")}
</ul>`;
}

const linkAsHtml = ({ label, href }: LetterLink) =>
  `<a href="${escaped(href)}" style="color:#9a310d">${escaped(label)}</a>`;

const escapes: Record<string, string> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "'": "&#39;",
};

const escaped = (text: string) => text.replace(/[&<>"']/g, (sign) => escapes[sign] ?? sign);
