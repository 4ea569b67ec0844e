import { readFile, stat } from "node:fs/promises";
import { CommandError } from "./command.ts";

/** The text of a file that a command was given. @param argument which one named it, for the error. @throws CommandError */
export async function readText(path: string, argument: string): Promise<string> {
  return readFile(path, "utf8").catch((error) => unreadable(path, argument, error));
}

/** In bytes; of a file that can be read as one. @throws CommandError */
export async function sizeOf(path: string, argument: string): Promise<number> {
  const found = await stat(path).catch((error) => unreadable(path, argument, error));
  if (!found.isFile()) throw new CommandError(`${argument}: ${path} is not a file.`);
  return found.size;
}

function unreadable(path: string, argument: string, error: NodeJS.ErrnoException): never {
  const reason = { ENOENT: "there is no such file", EACCES: "it may not be read", EISDIR: "it is a folder" }[
    error.code ?? ""
  ];
  throw new CommandError(`${argument}: ${path}: ${reason ?? error.message}.`);
}
