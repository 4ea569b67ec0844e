import { sql } from "drizzle-orm";
import { foreignKey, index, pgTable, text, uniqueIndex, uuid } from "drizzle-orm/pg-core";
import { users } from "./accounts.ts";
import { createdAt, id, instant, updatedAt } from "./columns.ts";
import { mentees } from "./mentees.ts";
import { memberRole } from "./organizations.ts";
import { organizationId } from "./tenancy.ts";

/** Open, however old, until it is accepted or taken back. */
export const invitationStatuses = ["pending", "accepted", "revoked"] as const;

export const invitations = pgTable(
  "invitations",
  {
    id: id(),
    organizationId: organizationId(),
    email: text("email").notNull(),
    role: memberRole("role").notNull(),
    /** The business that a mentee is to sign in for. */
    menteeId: uuid("mentee_id"),
    status: text("status", { enum: invitationStatuses }).notNull().default("pending"),
    /** Of the newest link: whoever reads the table cannot make one from it. */
    tokenHash: text("token_hash").notNull().unique(),
    inviterId: uuid("inviter_id")
      .notNull()
      .references(() => users.id, { onDelete: "cascade" }),
    expiresAt: instant("expires_at").notNull(),
    createdAt: createdAt(),
    updatedAt: updatedAt(),
  },
  (t) => [
    foreignKey({
      name: "invitations_mentee_fk",
      columns: [t.organizationId, t.menteeId],
      foreignColumns: [mentees.organizationId, mentees.id],
    }).onDelete("cascade"),
    uniqueIndex("invitations_open").on(t.organizationId, t.email).where(sql`${t.status} = 'pending'`),
    index().on(t.organizationId, t.id),
    index().on(t.organizationId, t.menteeId),
    index().on(t.inviterId),
    index().on(t.email),
  ],
);

export type InvitationStatus = (typeof invitationStatuses)[number];
export type Invitation = typeof invitations.$inferSelect;
export type NewInvitation = typeof invitations.$inferInsert;
