import { z } from "zod";
import { isLocalDate } from "./local-date.ts";

/** A local date of a form or an address, "YYYY-MM-DD". */
export const localDate = z.string().refine(isLocalDate, "date");
