import { limitOn } from "../accounts/rate-limit.server.ts";
import type { Draw } from "./draw.ts";
import { names } from "./world.ts";

export const someLimit = (draw: Draw) => limitOn(5, "a secret", draw.one(names));

/** What was found out about a password before the transaction, without the tenth of a second that takes. */
export const passwords = { hash: async () => "another hash", verify: async () => true };
