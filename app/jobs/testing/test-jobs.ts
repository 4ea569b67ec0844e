import { z } from "zod";
import { defineJob } from "../define-job.ts";

/** Says on standard output that it runs, and never ends. */
export const hang = defineJob({
  name: "test.hang",
  data: z.object({ n: z.int() }),
  retries: { times: 2, afterSeconds: 0, afterSecondsAtMost: 1 },
  run: async (_context, { n }) => {
    console.log(`runs ${n}`);
    await new Promise((resolve) => setTimeout(resolve, 1e9));
  },
});
