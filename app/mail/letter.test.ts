import { expect, test } from "vitest";
import { type Letter, letterAsHtml, letterAsText } from "./letter.ts";

const letter: Letter = {
  locale: "pt-BR",
  subject: "Convite de <Ana & Filhos>",
  greeting: "Olá,",
  paragraphs: ['Ana "a <b>chefe</b>" convidou você.'],
  lists: [
    {
      title: "Hoje",
      items: [{ label: "Ligar <já>", detail: "Bia & Co.", href: "https://placar.example/l?a=1&b=2" }],
    },
  ],
  link: { label: "Entrar", href: "https://placar.example/invitations/a.b?c=1&d='2'" },
  notes: ["Vale por 7 dias.", { label: "Sair", href: "https://placar.example/account#x" }],
};

test("the text has every word and the whole link on a line of its own", () => {
  expect(letterAsText(letter)).toBe(
    `Olá,\n\nAna "a <b>chefe</b>" convidou você.\n\nHoje\n- Ligar <já> (Bia & Co.)\n  https://placar.example/l?a=1&b=2\n\nEntrar:\nhttps://placar.example/invitations/a.b?c=1&d='2'\n\nVale por 7 dias.\n\nSair:\nhttps://placar.example/account#x\n`,
  );
});

test("what people wrote is text in the HTML, and the link leads where it leads in the text", () => {
  const html = letterAsHtml(letter);
  expect(html).toContain("<title>Convite de &lt;Ana &amp; Filhos&gt;</title>");
  expect(html).toContain("<p>Ana &quot;a &lt;b&gt;chefe&lt;/b&gt;&quot; convidou você.</p>");
  expect(html).toContain('<html lang="pt-BR">');
  const hrefs = [...html.matchAll(/href="([^"]*)"/g)].map(([, href]) => href);
  expect(hrefs).toEqual([
    "https://placar.example/l?a=1&amp;b=2",
    ...Array(2).fill("https://placar.example/invitations/a.b?c=1&amp;d=&#39;2&#39;"),
    "https://placar.example/account#x",
  ]);
  expect(html).toContain(">Ligar &lt;já&gt;</a>");
  expect(html).toContain(">Bia &amp; Co.<");
});
