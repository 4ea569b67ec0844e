import { createHash } from "node:crypto";
import { gzipSync } from "node:zlib";
import { finishPage, type Marks } from "#app/server/pages/finished-page.server.ts";
import { figure, markdownTable, quantile } from "../measure.ts";

const rounds = 60;

/**
 * What the ways to compress a kept page cost for each answer, and what the policy's two ways to name its scripts do, in this process
 * alone: a Markdown table of two parts. See docs/decisions/0011.
 * @param page as one reader got it
 * @param reader what stands in it of theirs and of the answer's own
 */
export function compressions(page: Buffer, reader: Pick<Marks, "name" | "id">): string {
  const html = page.toString();
  const nonce = /nonce="([^"]+)"/.exec(html)?.[1] ?? "none";
  const personal: Marks = { ...reader, nonce };
  const marks: Marks = { name: "markname", nonce: "marknonce", id: "markid" };
  let marked = html;
  for (const [kind, text] of Object.entries(personal))
    marked = marked.replaceAll(text, marks[kind as keyof Marks]);
  const finished = finishPage({ html: marked, marks });
  const copy = gzipSync(page);
  const scripts = [...html.matchAll(/<script[^>]*>(.+?)<\/script>/gs)].map(([, text = ""]) => text);
  const digest = (text: string) => createHash("sha256").update(text).digest("base64");
  const policy = scripts.map((text) => `'sha256-${digest(text)}'`).join(" ");
  const ways: [string, () => unknown, number][] = [
    ["pieces that are joined", () => finished.gzip(personal), finished.gzip(personal).length],
    ["joined, then gzip 6", () => gzipSync(finished.plain(personal), { level: 6 }), copy.length],
    ["joined, then gzip 1", () => gzipSync(page, { level: 1 }), gzipSync(page, { level: 1 }).length],
    ["a copy for each person (its memory)", () => copy, copy.length],
    ["not compressed", () => finished.plain(personal), page.length],
    [`hashes of the ${scripts.length} inline scripts`, () => scripts.map(digest), policy.length],
  ];
  const rows = ways.map(([name, run, bytes]) => [name, figure(median(run)), figure(bytes)]);
  return markdownTable(["for each answer", "µs", "bytes"], rows);
}

function median(run: () => unknown): number {
  const samples: number[] = [];
  for (let round = -20; round < rounds; round++) {
    const begun = performance.now();
    for (let n = 0; n < 5; n++) run();
    if (round >= 0) samples.push(((performance.now() - begun) * 1000) / 5);
  }
  return quantile(samples, 0.5);
}
