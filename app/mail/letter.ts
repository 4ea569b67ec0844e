import type { Locale } from "#app/i18n/locales.ts";

/** An e-mail in the recipient's language: a few paragraphs and one link. */
export interface Letter {
  locale: Locale;
  subject: string;
  greeting: string;
  /** what it is about, and why it came */
  paragraphs: string[];
  link: { label: string; href: string };
  /** below the link: until when it works, what to do if it was not meant */
  notes: string[];
}

export function letterAsText({ greeting, paragraphs, link, notes }: Letter): string {
  return `${[greeting, ...paragraphs, `${link.label}:\n${link.href}`, ...notes].join("\n\n")}\n`;
}

/** Tables, images and style sheets are left out: it reads the same in every mail program, and loads nothing. */
export function letterAsHtml({ locale, subject, greeting, paragraphs, link, notes }: Letter): string {
  const href = escaped(link.href);
  const paragraph = (text: string) => `<p>${escaped(text)}</p>`;
  return `<!doctype html>
<html lang="${locale}">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>${escaped(subject)}</title></head>
<body style="margin:0;padding:24px;font:16px/1.5 system-ui,sans-serif;color:#1b1e26;background:#faf8f3">
<div style="max-width:36em">
${[greeting, ...paragraphs].map(paragraph).join("\n")}
<p><a href="${href}" style="display:inline-block;padding:10px 18px;font-weight:600;color:#fffdf9;background:#b5390f;text-decoration:none">${escaped(link.label)}</a></p>
<p style="word-break:break-all"><a href="${href}" style="color:#9a310d">${href}</a></p>
${notes.map(paragraph).join("\n")}
</div>
</body>
</html>
`;
}

const escapes: Record<string, string> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "'": "&#39;",
};

const escaped = (text: string) => text.replace(/[&<>"']/g, (sign) => escapes[sign] ?? sign);
