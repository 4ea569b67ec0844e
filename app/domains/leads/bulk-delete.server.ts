import { sql } from "drizzle-orm";
import { declareCommand } from "../declare-command.server.ts";
import {
  type BulkInput,
  type BulkResult,
  changeMany,
  settingColumns,
  touchedByMany,
} from "./change-many.server.ts";

/**
 * Puts many leads into the bin.
 * @throws ConflictError where their number has changed
 */
export const bulkDelete = declareCommand({
  name: "leads.bulkDelete",
  scope: "organization",
  permission: "leads.write",
  touches: (scope, _input: BulkInput, result: BulkResult) => touchedByMany(scope, result),
  run: (tx, input: BulkInput, scope): Promise<BulkResult> =>
    changeMany(tx, scope, input, "leads.bulkDelete", () => ({
      action: "leads.delete",
      applies: sql`true`,
      write: settingColumns({ deleted_at: sql`now()` }),
    })),
});
