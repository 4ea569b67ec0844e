import { and, eq, like } from "drizzle-orm";
import { minutes } from "#app/cache/index.ts";
import { verifications } from "#schema";
import { declareQuery } from "../declare-query.server.ts";
import { tags } from "../tags.server.ts";
import type { LinkKind } from "./link-token.server.ts";
import { identifierOf } from "./write-link.server.ts";

/** Whether a link that was sent is neither used nor replaced. That it has expired its token says: it happens without a write. */
export const linkIsOpen = declareQuery({
  name: "accounts.linkIsOpen",
  scope: "system",
  tags: () => [tags.links()],
  lifetime: minutes(5),
  load: async (
    read,
    { kind, verificationId }: { kind: LinkKind; verificationId: string },
  ): Promise<boolean> => {
    const [[row]] = await read((db) => [
      db
        .select({ id: verifications.id })
        .from(verifications)
        .where(
          and(eq(verifications.id, verificationId), like(verifications.identifier, identifierOf(kind, "%"))),
        ),
    ]);
    return row !== undefined;
  },
});
