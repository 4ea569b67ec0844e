import { z } from "zod";
import { line } from "../line.ts";
import { leadViewSearch } from "./lead-view-search.ts";

// Messages are keys of `errors.field` in the catalogue. A blank field arrives as an absent one.

const name = line(60);

/** Kept as the list's own address has it; an empty one is the whole list. */
const search = z
  .string()
  .max(2_000)
  .optional()
  .transform((text, context) => {
    try {
      return leadViewSearch(text ?? "");
    } catch {
      context.addIssue({ code: "custom", message: "choice" });
      return z.NEVER;
    }
  });

/** The form that saves a view of the leads. */
export const newViewForm = z.object({ viewId: z.uuid(), name, search });

/** The form that gives a view another name. */
export const renameViewForm = z.object({ name, version: z.string() });
