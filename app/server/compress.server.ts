import { promisify } from "node:util";
import { brotliCompress, constants, createBrotliCompress, createGzip, gzip } from "node:zlib";
import { createReadableStreamFromReadable, writeReadableStreamToWritable } from "@react-router/node";

/*
 * Why not the `compression` middleware: it sits on ServerResponse.write and flushes only when told to, and the request
 * listener has no occasion to tell it, so that a streamed page would wait for its end. Here each burst is flushed.
 */

type Encoding = "br" | "gzip";

const compressible = /^(?:text\/|application\/(?:json|javascript|xml|manifest\+json)|image\/svg\+xml)/;

const brotliQuality = { [constants.BROTLI_PARAM_QUALITY]: 4 };
const gzipLevel = 6;

/** Bytes of room that a compressor is given at a time: a page fits into one. */
const chunkSize = 32 * 1024;

/** Bytes below which the frame of the encoding costs more than it saves. */
const worthwhile = 1024;

/**
 * The encoding the client likes best of those we speak; at equal weight brotli.
 * @param acceptEncoding header value (RFC 9110, 12.5.3)
 */
export function negotiateEncoding(acceptEncoding: string | null | undefined): Encoding | undefined {
  const { br, gzip, identity } = encodingWeights(acceptEncoding);
  const weight = Math.max(br, gzip);
  return weight > 0 && weight >= identity ? (br >= gzip ? "br" : "gzip") : undefined;
}

/** Whether a client takes gzip, whatever it likes better. */
export function acceptsGzip(acceptEncoding: string | null | undefined): boolean {
  const { gzip, identity } = encodingWeights(acceptEncoding);
  return gzip > 0 && gzip >= identity;
}

function encodingWeights(acceptEncoding: string | null | undefined) {
  const weights = new Map<string, number>();
  for (const entry of (acceptEncoding ?? "").toLowerCase().split(",")) {
    const [coding = "", ...parameters] = entry.split(";").map((part) => part.trim());
    const q = parameters.find((parameter) => parameter.startsWith("q="));
    weights.set(coding, q === undefined ? 1 : Number(q.slice(2)) || 0);
  }
  const weightOf = (coding: string) => weights.get(coding) ?? weights.get("*") ?? 0;
  return { br: weightOf("br"), gzip: weightOf("gzip"), identity: weights.get("identity") ?? 0 };
}

/**
 * Compresses what is worth it, and says in `Vary` that another client may get other bytes. A body whose length is told is there as
 * a whole, and is compressed in one go; others as they come.
 */
export async function compress(response: Response, acceptEncoding: string | null): Promise<Response> {
  const { headers, body } = response;
  const type = headers.get("Content-Type") ?? "";
  if (!compressible.test(type) || headers.has("Content-Encoding")) return response;
  if (/\bno-transform\b/.test(headers.get("Cache-Control") ?? "")) return response;
  headers.append("Vary", "Accept-Encoding");
  const length = headers.get("Content-Length");
  const encoding = negotiateEncoding(acceptEncoding);
  if (!body || !encoding || (length !== null && Number(length) < worthwhile)) return response;
  headers.set("Content-Encoding", encoding);
  const { status, statusText } = response;
  if (length === null) return new Response(compressed(body, encoding), { status, statusText, headers });
  const bytes = await atOnce[encoding](await response.arrayBuffer());
  headers.set("Content-Length", String(bytes.length));
  return new Response(bytes, { status, statusText, headers });
}

/** By other threads, one call each. */
const atOnce = {
  br: (bytes: ArrayBuffer) => promisify(brotliCompress)(bytes, { chunkSize, params: brotliQuality }),
  gzip: (bytes: ArrayBuffer) => promisify(gzip)(bytes, { chunkSize, level: gzipLevel }),
};

function compressed(body: ReadableStream<Uint8Array>, encoding: Encoding): ReadableStream<Uint8Array> {
  const compressor =
    encoding === "br" ? createBrotliCompress({ params: brotliQuality }) : createGzip({ level: gzipLevel });
  const kind = encoding === "br" ? constants.BROTLI_OPERATION_FLUSH : constants.Z_SYNC_FLUSH;
  const flush = compressor.flush.bind(compressor);
  let waiting = false;
  // Called after each chunk. A renderer writes many small ones in one go: a flush for all of them is enough.
  compressor.flush = () => {
    if (waiting) return;
    waiting = true;
    setImmediate(() => {
      waiting = false;
      if (!compressor.writableEnded && !compressor.destroyed) flush(kind);
    });
  };
  const stream = createReadableStreamFromReadable(compressor);
  // A reader who goes away destroys the compressor; what it was fed from is then cancelled, and there is nothing to say.
  writeReadableStreamToWritable(body, compressor).catch(() => undefined);
  return stream;
}
