import { z } from "zod";
import { cursor } from "../list-search.ts";
import { isLocalDate } from "../local-date.ts";
import { recordTypes, systemActor } from "./activity-filter.ts";

const localDate = z.string().refine(isLocalDate, "date").optional();

/** The search parameters of the log; blank ones must have been left out before. */
export const activitySearch = z
  .object({
    by: z.union([z.literal(systemActor), z.uuid().toLowerCase()]).optional(),
    record: z.enum(recordTypes).optional(),
    action: z
      .string()
      .regex(/^[a-zA-Z]{1,40}\.[a-zA-Z]{1,40}$/)
      .optional(),
    from: localDate,
    to: localDate,
    after: cursor,
    before: cursor,
  })
  .transform(({ after, before, ...filter }) => ({ filter, after, before }));
