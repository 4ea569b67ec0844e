import { eq } from "drizzle-orm";
import type { DataLayer } from "#app/domains/caller.ts";
import { defaultLocale, isLocale, type Locale } from "#app/i18n/locales.ts";
import { organizationSettings, organizations } from "#schema";
import { CommandError } from "./command.ts";

export interface NamedOrganization {
  id: string;
  slug: string;
  /** IANA. */
  timeZone: string;
  /** ISO 4217. */
  currency: string;
  locale: Locale;
}

/** @throws CommandError where no organization is called so, naming those that are there */
export async function findOrganization({ database }: DataLayer, slug: string): Promise<NamedOrganization> {
  const [[found], known] = await database.readBatch({ kind: "system" }, (db) => [
    db
      .select({
        id: organizations.id,
        slug: organizations.slug,
        timeZone: organizationSettings.timeZone,
        currency: organizationSettings.currency,
        locale: organizationSettings.locale,
      })
      .from(organizations)
      .innerJoin(organizationSettings, eq(organizationSettings.organizationId, organizations.id))
      .where(eq(organizations.slug, slug)),
    db.select({ slug: organizations.slug }).from(organizations).orderBy(organizations.slug).limit(10),
  ]);
  if (found) return { ...found, locale: isLocale(found.locale) ? found.locale : defaultLocale };
  const others = known.map((each) => each.slug).join(", ");
  throw new CommandError(
    `--organization: there is no organization ${JSON.stringify(slug)}. ${others ? `There is: ${others}.` : "There is none yet: see npm run placar -- organizations create --help."}`,
  );
}
