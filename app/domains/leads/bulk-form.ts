import { z } from "zod";
import { type FormSettings, moveLeadForm } from "./forms.ts";

/** The form that changes many leads; what belongs to another change than the chosen one is passed over. */
export const bulkForm = (settings: FormSettings) =>
  moveLeadForm(settings).omit({ to: true, rowVersion: true }).extend({
    /** drawn with the form */
    bulkId: z.uuid().toLowerCase(),
    /** how many leads the form was about */
    count: z.number().int().nonnegative(),
  });
