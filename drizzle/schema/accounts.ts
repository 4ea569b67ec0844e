import { sql } from "drizzle-orm";
import { boolean, check, index, integer, pgTable, text, uuid } from "drizzle-orm/pg-core";
import { createdAt, id, instant, updatedAt } from "./columns.ts";

// The auth library's own tables: property names are those it asks for. They belong to people, not to
// organizations, and are exempt from tenancy (see `exemptTables` in ./index.ts).

export const users = pgTable(
  "users",
  {
    id: id(),
    name: text("name").notNull(),
    email: text("email").notNull().unique(),
    emailVerified: boolean("email_verified").notNull().default(false),
    image: text("image"),
    /** A code is asked for after the password. */
    twoFactorEnabled: boolean("two_factor_enabled").notNull().default(false),
    /** The id of a person synchronised from an external identity provider. */
    clerkId: text("clerk_id").unique(),
    /** BCP 47: the language that the person chose while signed in, for what is sent to them; null where they chose none. */
    locale: text("locale"),
    /** Whether follow-ups that are due come by e-mail in the morning. */
    reminders: boolean("reminders").notNull().default(true),
    createdAt: createdAt(),
    updatedAt: updatedAt(),
  },
  (t) => [check("users_locale", sql`${t.locale} in ('en', 'pt-BR')`)],
);

const userId = () =>
  uuid("user_id")
    .notNull()
    .references(() => users.id, { onDelete: "cascade" });

export const sessions = pgTable(
  "sessions",
  {
    id: id(),
    userId: userId(),
    token: text("token").notNull().unique(),
    expiresAt: instant("expires_at").notNull(),
    /** Blank: where somebody calls from is stored nowhere. */
    ipAddress: text("ip_address"),
    userAgent: text("user_agent"),
    /** To the hour: what is read writes no more often. */
    lastUsedAt: instant("last_used_at").notNull().defaultNow(),
    createdAt: createdAt(),
    updatedAt: updatedAt(),
  },
  (t) => [index().on(t.userId)],
);

export const accounts = pgTable(
  "accounts",
  {
    id: id(),
    userId: userId(),
    accountId: text("account_id").notNull(),
    providerId: text("provider_id").notNull(),
    accessToken: text("access_token"),
    refreshToken: text("refresh_token"),
    idToken: text("id_token"),
    accessTokenExpiresAt: instant("access_token_expires_at"),
    refreshTokenExpiresAt: instant("refresh_token_expires_at"),
    scope: text("scope"),
    password: text("password"),
    createdAt: createdAt(),
    updatedAt: updatedAt(),
  },
  (t) => [index().on(t.userId)],
);

export const verifications = pgTable(
  "verifications",
  {
    id: id(),
    identifier: text("identifier").notNull(),
    value: text("value").notNull(),
    expiresAt: instant("expires_at").notNull(),
    createdAt: createdAt(),
    updatedAt: updatedAt(),
  },
  // By value: what was made for a person before is taken back with what is made anew.
  (t) => [index().on(t.identifier), index().on(t.value)],
);

/** The authenticator app of a person, from when they begin to set it up. */
export const twoFactors = pgTable("two_factors", {
  id: id(),
  userId: userId().unique(),
  /** Encrypted by the auth library, as the recovery codes are: the database alone lets nobody in. */
  secret: text("secret").notNull(),
  backupCodes: text("backup_codes").notNull(),
  /** The app has given a right code once; before that it is asked for nothing. */
  verified: boolean("verified").notNull().default(false),
  /** The library's own counting, which is off: see `rate_limits`. */
  failedVerificationCount: integer("failed_verification_count").notNull().default(0),
  lockedUntil: instant("locked_until"),
  createdAt: createdAt(),
  updatedAt: updatedAt(),
});

export type User = typeof users.$inferSelect;
export type NewUser = typeof users.$inferInsert;
export type Session = typeof sessions.$inferSelect;
export type NewSession = typeof sessions.$inferInsert;
export type Account = typeof accounts.$inferSelect;
export type NewAccount = typeof accounts.$inferInsert;
export type Verification = typeof verifications.$inferSelect;
export type NewVerification = typeof verifications.$inferInsert;
export type TwoFactor = typeof twoFactors.$inferSelect;
export type NewTwoFactor = typeof twoFactors.$inferInsert;
