import { z } from "zod";

// Messages are keys of `errors.field` in the catalogue.

/** An e-mail address in the one way in which it is stored: without blanks around it, in lower case. */
export const emailSchema = z.string().trim().toLowerCase().pipe(z.email("email").max(254));

export const personNameSchema = z.string().trim().min(1).max(120);

/** Blanks around a password belong to it. */
const newPasswordSchema = z.string().min(10, "passwordTooShort").max(128);

const anyPasswordSchema = z.string().max(128, "wrongCredentials");

export const signInSchema = z.object({ email: emailSchema, password: anyPasswordSchema });

export const signUpSchema = z.object({
  name: personNameSchema,
  email: emailSchema,
  password: newPasswordSchema,
});

export const changePasswordSchema = z.object({
  currentPassword: z.string().max(128, "wrongPassword"),
  newPassword: newPasswordSchema,
});

export const changeNameSchema = z.object({ name: personNameSchema });
