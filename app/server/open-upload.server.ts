import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { Busboy, type BusboyFileStream, type BusboyInstance } from "@fastify/busboy";
import { httpError } from "./http-error.ts";

export interface OpenedUpload {
  /** Those that stood before the file. */
  fields: Readonly<Record<string, string>>;
  /** Undefined where none was chosen. */
  file: { name: string; bytes: AsyncIterable<Uint8Array> } | undefined;
  /** Lets go of what has not been read. */
  discard(): void;
}

/**
 * Opens a form with one file as it arrives. The library of React Router holds a file whole; this holds what has not been read.
 * @throws the answer 400 where it is no such form
 */
export async function openUpload(request: Request): Promise<OpenedUpload> {
  const type = request.headers.get("Content-Type") ?? "";
  if (!/^multipart\/form-data\b/i.test(type) || !request.body) throw httpError(400);
  const fields: Record<string, string> = {};
  const parser = newParser(type);
  parser.on("error", () => {});
  const source = Readable.fromWeb(request.body as Parameters<typeof Readable.fromWeb>[0]);
  const discard = () => {
    source.unpipe(parser);
    source.destroy();
  };
  return new Promise((resolve, reject) => {
    let opened: Readable | undefined;
    parser.on("field", (name: string, value: string) => {
      fields[name] = value;
    });
    parser.on("file", (_name: string, stream: BusboyFileStream, fileName: string) => {
      opened = stream;
      // Whoever reads it is told; where nobody does any more, an error must not end the process.
      stream.on("error", () => {});
      const none = !fileName;
      if (none) stream.resume();
      else resolve({ fields, file: { name: nameOf(fileName), bytes: stream }, discard });
    });
    parser.on("finish", () => resolve({ fields, file: undefined, discard }));
    pipeline(source, parser).catch((error) => {
      // The sender went away, or what was sent is no such form.
      opened?.destroy(error);
      reject(httpError(400));
    });
  });
}

function newParser(type: string): BusboyInstance {
  try {
    return new Busboy({
      headers: { "content-type": type },
      limits: { files: 1, fields: 20, fieldSize: 10_000, parts: 30 },
    });
  } catch {
    throw httpError(400);
  }
}

/** Without folders, which some browsers send. */
const nameOf = (fileName: string) =>
  (fileName.split(/[/\\]/).at(-1) ?? "")
    .replace(/\p{Cc}/gu, "")
    .toWellFormed()
    .slice(0, 200) || "file.csv";
