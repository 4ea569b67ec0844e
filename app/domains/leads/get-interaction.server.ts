import { and, eq, isNull } from "drizzle-orm";
import { minutes } from "#app/cache/index.ts";
import { isoInstant, localMinute } from "#app/db/local-time.ts";
import { type InteractionKind, interactions, leads } from "#schema";
import { declareQuery } from "../declare-query.server.ts";
import { tags } from "../tags.server.ts";

export interface Interaction {
  id: string;
  kind: InteractionKind;
  /** Local date and time, "YYYY-MM-DDTHH:MM". */
  occurredAt: string;
  body: string;
  /** Whose it is; null where the person is gone. */
  userId: string | null;
  /** Another one after each change. */
  version: string;
}

export interface InteractionArgs {
  /** UUIDs in lower case. */
  leadId: string;
  interactionId: string;
  /** IANA; the organization's. */
  timeZone: string;
}

/** One interaction of a lead; null where there is none, or none that this person may see. */
export const getInteraction = declareQuery({
  name: "leads.interaction",
  scope: "organization",
  permission: "leads.read",
  tags: ({ organizationId }, { leadId }: InteractionArgs) => [tags.lead(organizationId, leadId)],
  lifetime: minutes(5),
  load: async (read, { leadId, interactionId, timeZone }): Promise<Interaction | null> => {
    const [[row]] = await read((db) => [
      db
        .select({
          id: interactions.id,
          kind: interactions.kind,
          occurredAt: localMinute(interactions.occurredAt, timeZone),
          body: interactions.body,
          userId: interactions.userId,
          version: isoInstant(interactions.updatedAt),
        })
        .from(interactions)
        .innerJoin(
          leads,
          and(eq(leads.organizationId, interactions.organizationId), eq(leads.id, interactions.leadId)),
        )
        .where(
          and(eq(interactions.id, interactionId), eq(interactions.leadId, leadId), isNull(leads.deletedAt)),
        ),
    ]);
    return row ?? null;
  },
});
