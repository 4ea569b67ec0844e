import { gunzipSync } from "node:zlib";
import fc from "fast-check";
import { expect, test } from "vitest";
import { finishPage, type Marks } from "./finished-page.server.ts";

const marks: Marks = { name: "markname", nonce: "marknonce", id: "markid" };

test("a page with its holes filled is the page, compressed or not, for one reader after the other", () => {
  const between = fc.string({ unit: "grapheme", maxLength: 300 }).map((text) => text.replaceAll("<", "‹"));
  const someHtml = fc
    .array(fc.tuple(between, fc.constantFrom(...Object.values(marks), "")), { minLength: 1, maxLength: 12 })
    .map((parts) => `<p>${parts.flat().join("")}</p>`);
  // What is escaped is for the pages that React renders.
  const plainText = fc.stringMatching(/^[\wà-ú ]{0,40}$/);
  // Short, so that readers of one name often have some of one length.
  const ownText = fc.oneof(plainText, fc.stringMatching(/^[\wà-ú]{2,3}$/));
  const reader = fc.record({ name: fc.oneof(plainText, fc.constant("Ana")), nonce: ownText, id: ownText });
  fc.assert(
    fc.property(someHtml, fc.array(reader, { minLength: 1, maxLength: 6 }), (html, readers) => {
      const finished = finishPage({ html, marks });
      for (const personal of readers) {
        const filled = html.replace(/mark(name|nonce|id)/g, (_, kind: keyof Marks) => personal[kind]);
        expect(finished.plain(personal).toString()).toBe(filled);
        expect(gunzipSync(finished.gzip(personal)).toString()).toBe(filled);
      }
    }),
  );
});
