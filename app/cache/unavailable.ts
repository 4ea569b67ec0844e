/** The cache could not be reached, did not answer in time, or is being left alone. */
export class CacheUnavailableError extends Error {
  override readonly name = "CacheUnavailableError";

  constructor(message: string, cause?: unknown) {
    super(message, cause === undefined ? undefined : { cause });
  }
}

/** Whatever was thrown, as an Error. */
export function asError(thrown: unknown): Error {
  return thrown instanceof Error ? thrown : new Error(String(thrown));
}
