import { ConflictError } from "../errors.ts";

/** Nobody would be left who owns the organization. */
export class LastOwnerError extends ConflictError {
  override name = "LastOwnerError";

  constructor() {
    super("An organization needs an owner.");
  }
}
