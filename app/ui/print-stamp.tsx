import { createContext, useContext } from "react";
import { useI18n } from "#app/i18n/index.ts";

/** The organization's name, for what prints; the shell provides it. */
export const PrintedOrganization = createContext<string | undefined>(undefined);

/** On paper only, at the foot of every sheet: whose figures these are, of which period, as of when. */
export function PrintStamp({ parts }: { parts: (string | undefined)[] }) {
  const { m } = useI18n();
  const organization = useContext(PrintedOrganization);
  return (
    <p aria-hidden="true" className="print-stamp">
      {[m.common.product, organization, ...parts].filter((part) => part !== undefined).join(" · ")}
    </p>
  );
}
