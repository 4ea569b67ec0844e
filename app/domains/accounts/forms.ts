import { z } from "zod";
import { line } from "../line.ts";

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
