import type { ReactNode } from "react";
import { Form, useLocation } from "react-router";
import { useI18n } from "#app/i18n/index.ts";
import { buttonClass } from "./button.tsx";
import { KeptInputs, type SearchPairs } from "./kept-inputs.tsx";
import { Link } from "./link.tsx";
import { usePopover } from "./use-popover.ts";

export interface FilterFormProps {
  /** how many filters are set */
  active: number;
  /** the list without any filter */
  clearHref: string;
  /** search parameters that are no filter: sort, dir */
  keep?: SearchPairs;
  /** the fields: SelectField, ChoicesField, DateField, … */
  children: ReactNode;
}

/** The filters of a list, a GET form. On a phone they wait behind a button, in a native popover. */
export function FilterForm({ active, clearHref, keep = [], children }: FilterFormProps) {
  const { m } = useI18n();
  const sheet = usePopover<HTMLElement>();
  const location = useLocation();
  return (
    <div className="mb-6 print:hidden">
      <button type="button" popoverTarget="filters" className={`${buttonClass("quiet")} w-full sm:hidden`}>
        {active === 0 ? m.common.table.filter : m.common.table.filters(active)}
      </button>
      <search
        id="filters"
        popover="auto"
        ref={sheet}
        className="fixed inset-x-0 top-auto bottom-0 m-0 hidden max-h-[85dvh] w-full max-w-none overflow-y-auto border-ink border-t-4 bg-paper p-5 text-ink backdrop:bg-scrim open:block sm:static sm:block sm:max-h-none sm:overflow-visible sm:border-0 sm:border-line sm:border-y sm:bg-sunk sm:px-5 sm:py-4"
      >
        <Form
          method="get"
          // Uncontrolled fields take a new search only when they are made anew.
          key={location.search}
          className="flex flex-wrap items-end gap-x-6 gap-y-4 max-sm:flex-col max-sm:items-stretch"
        >
          <KeptInputs pairs={keep} />
          {children}
          <div className="flex items-center gap-4">
            <button type="submit" className={buttonClass("primary")}>
              {m.common.table.applyFilter}
            </button>
            {active > 0 && (
              <Link to={clearHref} className="link">
                {m.common.table.clearFilter}
              </Link>
            )}
          </div>
        </Form>
      </search>
    </div>
  );
}
