/** Something was tried too often: it is not even looked at before `retryAt`. */
export class TooManyAttemptsError extends Error {
  override name = "TooManyAttemptsError";
  readonly retryAt: Date;

  constructor(retryAt: Date) {
    super("Tried too often.");
    this.retryAt = retryAt;
  }
}
