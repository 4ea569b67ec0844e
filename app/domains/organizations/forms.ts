import { z } from "zod";
import { locales } from "#app/i18n/locales.ts";
import { line } from "../line.ts";
import { isCurrency } from "./currencies.ts";
import { slugMaxLength, slugPattern } from "./slug.ts";
import { isTimeZone } from "./time-zones.ts";

// Messages are keys of `errors.field` in the catalogue.

const slugSchema = z.string().trim().toLowerCase().max(slugMaxLength).regex(slugPattern, "slug");

/** How an organization reckons: the unit of its money, the zone of its days, the language of who has chosen none. */
const settings = {
  currency: z.string().refine(isCurrency, "choice"),
  timeZone: z.string().refine(isTimeZone, "timeZone"),
  locale: z.enum(locales),
};

export const createOrganizationSchema = z.object({
  name: line(80),
  /** made from the name where it is left out */
  slug: slugSchema.optional(),
  ...settings,
});

export type OrganizationForm = z.output<typeof createOrganizationSchema>;
