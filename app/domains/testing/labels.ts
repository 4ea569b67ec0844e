import { callerFor } from "../caller.ts";
import { getTag } from "../labels/queries.server.ts";
import type { Generator } from "./generator.ts";
import { someSelected } from "./some-leads.ts";
import { names, someMember } from "./world.ts";

/** Arguments for the queries of tags. */
export const labelArguments: Readonly<Record<string, Generator>> = {
  "labels.ofSelected": someSelected,
  "labels.list": (draw, world) => ({ ...someMember(draw, world), input: {} }),
  "labels.get": (draw, world) => {
    const { agency, scope } = someMember(draw, world);
    return { scope, input: { tagId: draw.one(agency.tagIds) } };
  },
};

/** Inputs for the commands of tags. */
export const labelInputs: Readonly<Record<string, Generator>> = {
  "labels.tagLead": (draw, world) => {
    const { agency, scope } = someMember(draw, world);
    return { scope, input: { leadId: draw.one(agency.leadIds), name: draw.one(names) } };
  },
  "labels.untagLead": (draw, world) => {
    const { agency, scope } = someMember(draw, world);
    return { scope, input: { leadId: draw.one(agency.leadIds), tagId: draw.one(agency.tagIds) } };
  },
  "labels.rename": async (draw, world) => {
    const { agency, scope } = someMember(draw, world, ["owner", "admin"]);
    const tagId = draw.one(agency.tagIds);
    const tag = await getTag.recompute(callerFor(world.data, scope), { tagId });
    return { scope, input: { tagId, name: draw.one(names), version: tag?.version ?? "" } };
  },
  "labels.merge": (draw, world) => {
    const { agency, scope } = someMember(draw, world, ["owner", "admin"]);
    return { scope, input: { tagId: draw.one(agency.tagIds), into: draw.one(agency.tagIds) } };
  },
  "labels.delete": (draw, world) => {
    const { agency, scope } = someMember(draw, world, ["owner", "admin"]);
    return { scope, input: { tagId: draw.one(agency.tagIds) } };
  },
};
