import { z } from "zod";

/** Whether a record is in use or out of the way. */
export const recordStates = ["active", "archived"] as const;

export type RecordState = (typeof recordStates)[number];

/** The form that puts a record into the archive, or back to use. */
export const archiveForm = z.object({ to: z.enum(recordStates) });
