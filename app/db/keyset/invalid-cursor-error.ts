/**
 * A cursor that this application did not make for this very list: damaged, forged, made for another sort, filter or tenant,
 * or by another version of the code. A route answers 400 with a link to the first page.
 */
export class InvalidCursorError extends Error {
  override readonly name = "InvalidCursorError";

  constructor() {
    super("The cursor is damaged, forged or belongs to another list");
  }
}
