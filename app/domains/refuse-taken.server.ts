import { brokenUniqueConstraint } from "#app/db/unique-violation.ts";
import { FieldError } from "./errors.ts";

/**
 * Runs a write whose values may be another record's already.
 * @param fields which field each unique constraint speaks of
 * @throws FieldError beside that field
 */
export async function refusingTaken<T>(
  fields: Readonly<Record<string, string>>,
  write: () => Promise<T>,
): Promise<T> {
  try {
    return await write();
  } catch (error) {
    const field = fields[brokenUniqueConstraint(error) ?? ""];
    if (field === undefined) throw error;
    throw new FieldError(field, "taken");
  }
}
