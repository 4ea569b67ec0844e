/** Nobody is signed in, or no longer, where somebody has to be. */
export class SignedOutError extends Error {
  override name = "SignedOutError";
  /** path and search to come back to */
  readonly page: string;

  constructor(page: string) {
    super(`Nobody is signed in for ${page}.`);
    this.page = page;
  }
}
