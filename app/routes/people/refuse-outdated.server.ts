import { data } from "react-router";
import { ConflictError } from "#app/domains/errors.ts";
import { LastOwnerError } from "#app/domains/people/last-owner-error.ts";
import type { Role } from "#schema";

/**
 * The answer 409 to a question about a member that does not stand any more as it was asked. Rethrows any other error.
 * @param roleNow of that member
 */
export async function refuseOutdated(error: unknown, roleNow: () => Promise<Role>) {
  if (!(error instanceof ConflictError)) throw error;
  return data({ lastOwner: error instanceof LastOwnerError, saved: await roleNow() }, { status: 409 });
}
