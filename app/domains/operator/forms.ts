import { z } from "zod";

/** What an operator does with a job. */
export const steerJobSchema = z.object({
  job: z.string().regex(/^[\w.]+$/),
  id: z.uuid(),
  to: z.enum(["retry", "cancel", "discard"]),
});

export type SteerJob = z.infer<typeof steerJobSchema>;
