import { z } from "zod";
import { line } from "../line.ts";

// Messages are keys of `errors.field` in the catalogue. A blank field arrives as an absent one.

/** What the database takes, in characters. */
export const longestTag = 40;

/** The form that marks a lead with a tag, by its name. */
export const tagLeadForm = z.object({ tag: line(longestTag) });

/** The form that takes a tag off a lead. */
export const untagLeadForm = z.object({ tagId: z.uuid() });

/** The form for a tag's name. */
export const renameTagForm = z.object({ name: line(longestTag), version: z.string().max(100) });

/** The form that makes two tags one. */
export const mergeTagForm = z.object({ into: z.uuid() });
