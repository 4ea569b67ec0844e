import type { ReactNode } from "react";
import { Form, NavLink } from "react-router";
import { useI18n } from "#app/i18n/index.ts";
import { Brand } from "./brand.tsx";
import { Icon } from "./icon.tsx";
import { Link } from "./link.tsx";
import { NavigationProgress } from "./navigation-progress.tsx";
import { Preferences, type PreferencesProps } from "./preferences.tsx";
import { PrintedOrganization } from "./print-stamp.tsx";
import { SkipLink } from "./skip-link.tsx";
import { usePopover } from "./use-popover.ts";

export interface NavigationItem {
  label: string;
  href: string;
  /** current only on exactly this path, not on the paths below it */
  end?: boolean;
}

export interface NavigationSection {
  /** heading of the group; the first group usually has none */
  label?: string;
  items: NavigationItem[];
}

export interface AppShellProps {
  /** the tenant at the top of the sidebar; absent before one is chosen */
  organization?: { name: string; href: string };
  /** where else this person may go from the organization's name: their other organizations, a new one */
  elsewhere?: NavigationItem[];
  sections: NavigationSection[];
  /** who is signed in; `detail` is usually the name of the role */
  account: { name: string; detail: string; href: string };
  preferences: PreferencesProps;
  /** where the sign-out form posts */
  signOutAction?: string;
  children: ReactNode;
}

/** Every page of a signed-in person: sidebar, or on a phone a top bar whose menu is a native popover. */
export function AppShell(props: AppShellProps) {
  const {
    organization,
    elsewhere = [],
    sections,
    account,
    preferences,
    signOutAction = "/sign-out",
    children,
  } = props;
  const { m } = useI18n();
  const menu = usePopover<HTMLDivElement>();
  return (
    <div className="lg:grid lg:min-h-dvh lg:grid-cols-[15.5rem_minmax(0,1fr)] print:block">
      <SkipLink />
      <NavigationProgress />
      <header className="contents">
        <div className="sticky top-0 z-20 flex items-center justify-between gap-4 border-ink border-b-2 bg-paper px-4 py-2 lg:hidden print:hidden">
          <Link to={organization?.href ?? "/"}>
            <Brand />
          </Link>
          <button
            type="button"
            popoverTarget="menu"
            className="label flex min-h-11 items-center gap-2 px-2 text-ink"
          >
            <Icon name="menu" />
            {m.common.menu}
          </button>
        </div>
        <div
          id="menu"
          popover="auto"
          ref={menu}
          className="fixed inset-y-0 right-0 left-auto m-0 hidden h-dvh w-72 max-w-[85vw] overflow-y-auto border-ink border-l-2 bg-sunk text-ink backdrop:bg-scrim open:block lg:static lg:block lg:h-auto lg:w-auto lg:max-w-none lg:overflow-visible lg:border-line lg:border-r lg:border-l-0 print:hidden"
        >
          <div className="flex min-h-full flex-col px-5 pt-5 pb-6 lg:sticky lg:top-0 lg:h-dvh lg:min-h-0 lg:overflow-y-auto">
            <Link to={organization?.href ?? "/"} className="hidden self-start lg:block">
              <Brand />
            </Link>
            {organization && (
              <div className="mt-1 border-line border-b pb-4 lg:mt-7">
                <OrganizationName key={organization.href} name={organization.name} elsewhere={elsewhere} />
              </div>
            )}
            <nav
              aria-label={m.common.mainNavigation}
              className={`mt-4 grid gap-5 ${organization ? "" : "lg:mt-9"}`}
            >
              {sections.map((section) => (
                <div key={section.items[0]?.href ?? section.label}>
                  {section.label && <p className="label mb-1 text-muted">{section.label}</p>}
                  <ul>
                    {section.items.map((item) => (
                      <li key={item.href}>
                        <NavLink
                          to={item.href}
                          end={item.end ?? false}
                          className="-mx-5 block border-transparent border-l-4 py-1.5 pr-5 pl-4 hover:bg-paper aria-[current=page]:border-accent aria-[current=page]:font-semibold"
                        >
                          {item.label}
                        </NavLink>
                      </li>
                    ))}
                  </ul>
                </div>
              ))}
            </nav>
            <div className="mt-auto grid grid-cols-[minmax(0,1fr)] gap-4 pt-8">
              <div className="flex items-end justify-between gap-3 border-line border-t pt-4">
                <Link to={account.href} className="group min-w-0 leading-5">
                  <span className="block truncate font-semibold group-hover:text-accent">{account.name}</span>
                  <span className="block truncate text-muted text-sm">{account.detail}</span>
                </Link>
                <Form method="post" action={signOutAction}>
                  <button type="submit" className="link whitespace-nowrap text-sm">
                    {m.common.signOut}
                  </button>
                </Form>
              </div>
              <Preferences {...preferences} />
            </div>
          </div>
        </div>
      </header>
      <main
        id="content"
        tabIndex={-1}
        className="mx-auto w-full max-w-[78rem] px-4 pt-6 pb-20 sm:px-8 lg:px-12 lg:pt-10 print:p-0"
      >
        <PrintedOrganization value={organization?.name}>{children}</PrintedOrganization>
      </main>
    </div>
  );
}

/** The organization's name; where there are others, it opens upon them. */
function OrganizationName({ name, elsewhere }: { name: string; elsewhere: NavigationItem[] }) {
  const { m } = useI18n();
  if (elsewhere.length === 0) return <p className="figure text-2xl leading-7">{name}</p>;
  return (
    <details className="group">
      <summary className="figure flex items-baseline justify-between gap-3 text-2xl leading-7 hover:text-accent">
        <span>
          {name}
          <span className="sr-only">, {m.people.otherOrganizations}</span>
        </span>
        <Icon name="next" className="size-3.5 rotate-90 group-open:-rotate-90" />
      </summary>
      <nav aria-label={m.people.otherOrganizations} className="mt-2 -mb-2">
        <ul>
          {elsewhere.map(({ label, href }) => (
            <li key={href}>
              <Link to={href} className="-mx-5 block px-5 py-1.5 hover:bg-paper">
                {label}
              </Link>
            </li>
          ))}
        </ul>
      </nav>
    </details>
  );
}
