/** A file or mapping cannot be imported as it is: the message says which, where and what was expected, in one line. */
export class ImportError extends Error {
  override name = "ImportError";
}
