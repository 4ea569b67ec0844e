/**
 * The database cannot be reached, or has no connection to spare: nothing of what was asked has begun, and the same may work in a
 * moment. `cause` is what the driver said.
 */
export class DatabaseUnavailableError extends Error {
  override name = "DatabaseUnavailableError";
}
