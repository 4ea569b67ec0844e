import { z } from "zod";
import { line } from "../line.ts";
import { readRecoveryCode, recoveryCodeShape } from "./recovery-codes.ts";

// Messages are keys of `errors.field` in the catalogue.

/** An e-mail address in the one way in which it is stored: without blanks around it, in lower case. */
export const emailSchema = z.string().trim().toLowerCase().pipe(z.email("email").max(254));

export const personNameSchema = line(120);

export const passwordLength = { min: 10, max: 128 } as const;

/** Blanks around a password belong to it. */
const newPasswordSchema = z.string().min(passwordLength.min, "passwordTooShort").max(passwordLength.max);

const anyPasswordSchema = z.string().max(passwordLength.max, "wrongCredentials");

export const signInSchema = z.object({ email: emailSchema, password: anyPasswordSchema });

export const signUpSchema = z.object({
  name: personNameSchema,
  email: emailSchema,
  password: newPasswordSchema,
});

export const changePasswordSchema = z.object({
  currentPassword: z.string().max(passwordLength.max, "wrongPassword"),
  newPassword: newPasswordSchema,
});

export const forgotPasswordSchema = z.object({ email: emailSchema });

export const resetPasswordSchema = z.object({ newPassword: newPasswordSchema });

export const changeEmailSchema = z.object({
  email: emailSchema,
  currentPassword: z.string().max(passwordLength.max, "wrongPassword"),
});

export const changeNameSchema = z.object({ name: personNameSchema });

/** Asked for again, by whoever is signed in, before something is changed that guards their account. */
export const passwordSchema = z.object({
  currentPassword: z.string().max(passwordLength.max, "wrongPassword"),
});

/** Apps show the six figures with a blank in the middle. */
export const codeSchema = z.object({
  code: z
    .string()
    .max(20, "wrongCode")
    .transform((typed) => typed.replace(/\s/g, ""))
    .pipe(z.string().regex(/^\d{6}$/, "wrongCode")),
});

export const recoveryCodeSchema = z.object({
  code: z
    .string()
    .max(40, "wrongRecoveryCode")
    .transform(readRecoveryCode)
    .pipe(z.string().regex(recoveryCodeShape, "wrongRecoveryCode")),
});
