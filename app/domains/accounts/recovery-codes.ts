/*
 * A recovery code opens an account once, in place of the authenticator app. It is read off paper: small letters and figures, none
 * that looks like another.
 */

export const recoveryCodeLetters = "23456789abcdefghjkmnpqrstuvwxyz";

/** Codes that a person is given at a time. */
export const recoveryCodeCount = 10;

/** As it is shown: `ab3de-fg7hk`. */
export const recoveryCodeShape = new RegExp(`^[${recoveryCodeLetters}]{5}-[${recoveryCodeLetters}]{5}$`);

/** A code as it is stored, from how it was typed: in capitals, with blanks, with or without its hyphen. */
export function readRecoveryCode(typed: string): string {
  const letters = typed.toLowerCase().replace(/[\s-]/g, "");
  return `${letters.slice(0, 5)}-${letters.slice(5)}`;
}
