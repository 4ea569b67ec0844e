import { desc, isNotNull, sql } from "drizzle-orm";
import { minutes } from "#app/cache/index.ts";
import { imports, type StoredMapping } from "#schema";
import { declareQuery } from "../declare-query.server.ts";
import { tags } from "../tags.server.ts";

export interface LastMapping {
  mapping: StoredMapping;
  /** Of the file that was mapped so. */
  columns: string[];
}

/** How a file with these columns was mapped the last time, else how the last file of any kind was; null where none has been. */
export const getLastMapping = declareQuery({
  name: "imports.lastMapping",
  scope: "organization",
  permission: "leads.import",
  tags: ({ organizationId }) => [tags.imports(organizationId)],
  lifetime: minutes(5),
  load: async (read, { columns }: { columns: string[] }): Promise<LastMapping | null> => {
    const same = sql`${imports.columns} = ${sql.param(columns, imports.columns)}`;
    const [[last]] = await read((db) => [
      db
        .select({ mapping: imports.mapping, columns: imports.columns })
        .from(imports)
        .where(isNotNull(imports.mapping))
        .orderBy(desc(same), desc(imports.createdAt), desc(imports.id))
        .limit(1),
    ]);
    return last?.mapping ? { mapping: last.mapping, columns: last.columns } : null;
  },
});
