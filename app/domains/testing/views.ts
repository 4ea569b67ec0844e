import { newId } from "#app/db/new-id.ts";
import { callerFor } from "../caller.ts";
import { getView } from "../saved-views/queries.server.ts";
import type { Generator } from "./generator.ts";
import { names, someMember } from "./world.ts";

/** Arguments for the queries of views. */
export const viewArguments: Readonly<Record<string, Generator>> = {
  "views.list": (draw, world) => ({ ...someMember(draw, world), input: {} }),
  "views.get": (draw, world) => {
    const { agency, scope } = someMember(draw, world);
    return { scope, input: { viewId: agency.viewId } };
  },
};

/** Inputs for the commands on views. */
export const viewInputs: Readonly<Record<string, Generator>> = {
  "views.save": (draw, world) => {
    const { agency, scope } = someMember(draw, world);
    const input = { viewId: draw.one([newId(), agency.viewId]), name: draw.one(names), search: "status=won" };
    return { scope, input };
  },
  "views.rename": async (draw, world) => {
    const { agency, scope } = someMember(draw, world);
    const { viewId } = agency;
    const view = await getView.recompute(callerFor(world.data, scope), { viewId });
    return { scope, input: { viewId, version: view?.version ?? "", name: draw.one(names) } };
  },
  "views.delete": (draw, world) => {
    const { agency, scope } = someMember(draw, world);
    return { scope, input: { viewId: agency.viewId } };
  },
};
