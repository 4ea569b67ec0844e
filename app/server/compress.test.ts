import { Readable } from "node:stream";
import { brotliDecompressSync, createBrotliDecompress, createGunzip, gunzipSync } from "node:zlib";
import { describe, expect, test } from "vitest";
import { compress, negotiateEncoding } from "./compress.server.ts";

test.each([
  [undefined, undefined],
  ["", undefined],
  ["gzip, deflate, br, zstd", "br"],
  ["gzip", "gzip"],
  ["GZIP", "gzip"],
  ["br;q=0.2, gzip;q=0.8", "gzip"],
  ["br;q=0, gzip;q=0", undefined],
  ["*", "br"],
  ["*;q=0.1, gzip;q=0", "br"],
  ["identity, gzip;q=0.5", undefined],
  ["br;q=high", undefined],
  ["deflate", undefined],
])("for %j the encoding is %s", (accepted, encoding) => {
  expect(negotiateEncoding(accepted)).toBe(encoding);
});

const html = { "Content-Type": "text/html; charset=utf-8" };

describe("a streamed page", () => {
  test.each([
    ["br", createBrotliDecompress],
    ["gzip", createGunzip],
  ])("reaches the reader part by part in %s", async (encoding, decompressor) => {
    let send: (text: string) => void = () => {};
    let end: () => void = () => {};
    const body = new ReadableStream<Uint8Array>({
      start(controller) {
        send = (text) => controller.enqueue(new TextEncoder().encode(text));
        end = () => controller.close();
      },
    });
    const response = await compress(new Response(body, { headers: html }), encoding);
    expect(response.headers.get("Content-Encoding")).toBe(encoding);
    const plain = Readable.fromWeb(response.body as never).pipe(decompressor());
    const parts = plain.iterator({ destroyOnReturn: false });
    send("<p>the shell</p>");
    expect(String((await parts.next()).value)).toBe("<p>the shell</p>");
    send("<p>what came ");
    send("later</p>");
    expect(String((await parts.next()).value)).toBe("<p>what came later</p>");
    end();
    expect(await parts.next()).toMatchObject({ done: true });
  });

  test("stops being made when its reader goes away", async () => {
    let cancelled = false;
    const body = new ReadableStream<Uint8Array>({
      pull: (controller) => controller.enqueue(new Uint8Array(10_000)),
      cancel() {
        cancelled = true;
      },
    });
    const reader = (await compress(new Response(body, { headers: html }), "br")).body?.getReader();
    await reader?.read();
    await reader?.cancel();
    await expect.poll(() => cancelled).toBe(true);
  });

  test("that breaks off does not look whole", async () => {
    const body = new ReadableStream<Uint8Array>({
      start(controller) {
        controller.enqueue(new TextEncoder().encode("<p>half"));
        setTimeout(() => controller.error(new Error("broken")), 10);
      },
    });
    const response = await compress(new Response(body, { headers: html }), "gzip");
    await expect(response.arrayBuffer()).rejects.toThrow("broken");
  });
});

test.each([
  ["br", brotliDecompressSync],
  ["gzip", gunzipSync],
])("a whole page is sent with its length in %s", async (encoding, decompress) => {
  const text = "<p>olá</p>".repeat(1000);
  const headers = { ...html, "Content-Length": String(Buffer.byteLength(text)) };
  const response = await compress(new Response(text, { headers }), encoding);
  const sent = Buffer.from(await response.arrayBuffer());
  expect(response.headers.get("Content-Encoding")).toBe(encoding);
  expect(response.headers.get("Content-Length")).toBe(String(sent.length));
  expect(decompress(sent).toString()).toBe(text);
});

test.each([
  ["a picture", new Response("x".repeat(5000), { headers: { "Content-Type": "image/png" } })],
  [
    "what is compressed",
    new Response("x".repeat(5000), { headers: { ...html, "Content-Encoding": "gzip" } }),
  ],
  ["what must stay as it is", new Response("x", { headers: { ...html, "Cache-Control": "no-transform" } })],
])("%s is left alone", async (_name, response) => {
  expect(await compress(response, "br")).toBe(response);
});

test("what is small is left alone, but depends on the header all the same", async () => {
  const small = new Response("short", { headers: { ...html, "Content-Length": "5" } });
  expect((await compress(small, "br")).headers.has("Content-Encoding")).toBe(false);
  expect(small.headers.get("Vary")).toBe("Accept-Encoding");
});
