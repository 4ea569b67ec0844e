/** There is no such record, or none that this person may see. */
export class NotFoundError extends Error {
  override name = "NotFoundError";
}

/** The person's role does not allow it. */
export class ForbiddenError extends Error {
  override name = "ForbiddenError";
}

/** Somebody else changed the record meanwhile. */
export class ConflictError extends Error {
  override name = "ConflictError";
}

/** One field's value cannot be taken; `messageKey` names the explanation in the catalogue of errors. */
export class FieldError extends Error {
  override name = "FieldError";
  readonly field: string;
  readonly messageKey: string;

  constructor(field: string, messageKey: string) {
    super(`${field}: ${messageKey}`);
    this.field = field;
    this.messageKey = messageKey;
  }
}
