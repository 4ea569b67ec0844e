import { sql } from "drizzle-orm";
import { z } from "zod";
import { newId } from "#app/db/new-id.ts";
import { defineJob } from "#app/jobs/define-job.ts";
import { enqueue } from "#app/jobs/enqueue.server.ts";
import type { Draw } from "./draw.ts";
import type { Generator } from "./generator.ts";
import { names, someoneOrSystem, system, systemIn, timeZones } from "./world.ts";

/** What an operator finds in the queue. */
const steered = defineJob({ name: "test.steered", data: z.null(), run: async () => {} });

/** Inputs for the commands of organizations, and those of operators. */
export const organizationInputs: Readonly<Record<string, Generator>> = {
  "operator.steerJob": async (draw, { data }) => {
    const to = draw.one(["retry", "cancel", "discard"] as const);
    const id = await data.database.inTransaction(system, async (tx) => {
      const added = await enqueue(tx, steered, null);
      if (to !== "cancel") await tx.execute(sql`update pgboss.job set state = 'failed' where id = ${added}`);
      return added ?? newId();
    });
    return { scope: system, input: { job: steered.name, id, to } };
  },
  "organizations.create": (draw, { people }) => ({
    scope: systemIn(newId()),
    input: {
      name: draw.one(names),
      slug: `three-${newId()}`,
      currency: "BRL",
      ...someSettings(draw),
      owner: draw.one([
        { userId: draw.one(people).userId },
        { email: draw.one(people).email, name: draw.one(names), passwordHash: "a hash" },
      ]),
    },
  }),
  "organizations.change": (draw, world) => ({
    scope: someoneOrSystem(draw, world),
    input: { name: draw.one(names), ...someSettings(draw) },
  }),
};

const someSettings = (draw: Draw) => ({ timeZone: draw.one(timeZones), locale: draw.one(["en", "pt-BR"]) });
