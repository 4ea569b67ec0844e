import { existsSync } from "node:fs";
import { dirname, join } from "node:path";

/** `drizzle/migrations`, found upwards from this file: the sources and the built server lie at different depths. */
export function migrationsFolder(): string {
  for (let folder = import.meta.dirname; ; folder = dirname(folder)) {
    const candidate = join(folder, "drizzle", "migrations");
    if (existsSync(join(candidate, "meta", "_journal.json"))) return candidate;
    if (folder === dirname(folder))
      throw new Error("drizzle/migrations was not found next to the application");
  }
}
