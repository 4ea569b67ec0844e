import { Link } from "react-router";
import { leaveUrl } from "#app/domains/people/people-urls.ts";
import { useI18n } from "#app/i18n/index.ts";
import { Section } from "#app/ui/index.ts";
import type { AccountFacts } from "./load-account.server.ts";

/** What a person belongs to, and the way out of it. */
export function OrganizationsSection({ organizations }: Pick<AccountFacts, "organizations">) {
  const { m } = useI18n();
  const t = m.people;
  return (
    <Section
      title={t.yourOrganizations}
      actions={
        <Link className="link" to="/organizations/new">
          {t.newOrganization.title}
        </Link>
      }
    >
      {organizations.length === 0 && <p className="text-muted">{t.noOrganization}</p>}
      <ul className="border-line border-t empty:border-0">
        {organizations.map(({ name, slug, role }) => (
          <li key={slug} className="flex items-baseline justify-between gap-4 border-line border-b py-2">
            <span className="min-w-0 break-words">
              <Link className="link font-semibold" to={`/o/${slug}`}>
                {name}
              </Link>
              <span className="block text-muted text-sm">{t.roles[role]}</span>
            </span>
            <Link className="link text-sm print:hidden" to={leaveUrl(slug)}>
              <span aria-hidden="true">{t.person.leave}</span>
              <span className="sr-only">{t.person.leaveTitle(name)}</span>
            </Link>
          </li>
        ))}
      </ul>
    </Section>
  );
}
