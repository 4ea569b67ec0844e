import type { ReactNode } from "react";
import { Brand } from "./brand.tsx";
import { Link } from "./link.tsx";
import { NavigationProgress } from "./navigation-progress.tsx";
import { Preferences, type PreferencesProps } from "./preferences.tsx";
import { SkipLink } from "./skip-link.tsx";

/** A page for somebody who is not (yet) in an organization: sign-in, sign-up, errors. */
export function PublicShell({
  preferences,
  children,
}: {
  preferences?: PreferencesProps;
  children: ReactNode;
}) {
  return (
    <div className="flex min-h-dvh flex-col">
      <SkipLink />
      <NavigationProgress />
      <header className="mx-auto w-full max-w-md px-5 pt-8 sm:pt-16">
        <Link to="/" className="inline-block">
          <Brand size="large" />
        </Link>
      </header>
      <main id="content" tabIndex={-1} className="mx-auto w-full max-w-md grow px-5 pt-8 pb-12">
        {children}
      </main>
      {preferences && (
        <footer className="mx-auto w-full max-w-md px-5 pb-8 print:hidden">
          <div className="border-line border-t pt-4">
            <Preferences {...preferences} />
          </div>
        </footer>
      )}
    </div>
  );
}
