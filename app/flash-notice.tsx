import { createContext, type ReactNode, useContext, useState } from "react";
import { Link, useLocation } from "react-router";
import { type FlashMessage, flashWords } from "./flash-message.ts";
import { useI18n } from "./i18n/index.ts";
import { Flash } from "./ui/flash.tsx";

const FlashContext = createContext<FlashMessage | undefined>(undefined);

/**
 * Holds the message for the page it was meant for: the root's loader does not run again for a mere link, so that its data
 * would show the message on every later page too.
 */
export function FlashProvider({ flash, children }: { flash: FlashMessage | undefined; children: ReactNode }) {
  const { key } = useLocation();
  const [arrived, setArrived] = useState({ flash, key });
  const current = arrived.flash === flash ? arrived : { flash, key };
  if (current !== arrived) setArrived(current);
  return <FlashContext value={current.key === key ? current.flash : undefined}>{children}</FlashContext>;
}

/** What the last action had to say, if anything. Every shell shows it once, above the page. */
export function FlashNotice() {
  const flash = useContext(FlashContext);
  const { m } = useI18n();
  const words = flash && flashWords(flash, m);
  if (!words) return null;
  const { tone, link } = flash;
  const label = link && flashWords({ message: link.label }, m);
  return (
    <Flash tone={tone}>
      {words}
      {label && (
        <>
          {" "}
          <Link className="link" to={link.href}>
            {label}
          </Link>
        </>
      )}
    </Flash>
  );
}
