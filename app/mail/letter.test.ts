import { expect, test } from "vitest";
import { type Letter, letterAsHtml, letterAsText } from "./letter.ts";

const letter: Letter = {
  locale: "pt-BR",
  subject: "Convite de <Ana & Filhos>",
  greeting: "Olá,",
  paragraphs: ['Ana "a <b>chefe</b>" convidou você.'],
  link: { label: "Entrar", href: "https://placar.example/invitations/a.b?c=1&d='2'" },
  notes: ["Vale por 7 dias."],
};

test("the text has every word and the whole link on a line of its own", () => {
  expect(letterAsText(letter)).toBe(
    `Olá,\n\nAna "a <b>chefe</b>" convidou você.\n\nEntrar:\nhttps://placar.example/invitations/a.b?c=1&d='2'\n\nVale por 7 dias.\n`,
  );
});

test("what people wrote is text in the HTML, and the link leads where it leads in the text", () => {
  const html = letterAsHtml(letter);
  expect(html).toContain("<title>Convite de &lt;Ana &amp; Filhos&gt;</title>");
  expect(html).toContain("<p>Ana &quot;a &lt;b&gt;chefe&lt;/b&gt;&quot; convidou você.</p>");
  expect(html).toContain('<html lang="pt-BR">');
  const hrefs = [...html.matchAll(/href="([^"]*)"/g)].map(([, href]) => href);
  expect(hrefs).toEqual(Array(2).fill("https://placar.example/invitations/a.b?c=1&amp;d=&#39;2&#39;"));
});
