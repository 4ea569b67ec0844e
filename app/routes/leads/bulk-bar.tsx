import { useEffect, useState } from "react";
import { Form } from "react-router";
import type { BulkAction } from "#app/domains/leads/bulk-actions.ts";
import { bulkUrl } from "#app/domains/leads/bulk-actions.ts";
import { type LeadFilter, type LeadSort, leadSearchParams } from "#app/domains/leads/lead-filter.ts";
import { leadStatuses } from "#app/domains/leads/lead-status.ts";
import { useI18n } from "#app/i18n/index.ts";
import { Button, KeptInputs } from "#app/ui/index.ts";

/** Of the form under the list, which the checkboxes in its rows belong to. */
const formId = "bulk";

const boxes = () => [...document.querySelectorAll<HTMLInputElement>(`input[name="id"][form="${formId}"]`)];

/** Takes a lead along when several are changed. */
export function SelectLead({ id, name }: { id: string; name: string }) {
  const { m } = useI18n();
  return (
    <input
      type="checkbox"
      form={formId}
      name="id"
      value={id}
      aria-label={m.leadBulk.choose(name)}
      className="size-4 align-middle"
    />
  );
}

/** Takes all of the page along: for scripts alone, since nothing of it is sent. */
export function SelectPage() {
  const { m } = useI18n();
  const [ready, setReady] = useState(false);
  useEffect(() => setReady(true), []);
  if (!ready) return <span className="sr-only">{m.leadBulk.select}</span>;
  return (
    <input
      type="checkbox"
      aria-label={m.leadBulk.selectPage}
      className="size-4 align-middle"
      onChange={({ currentTarget: { checked } }) => {
        for (const box of boxes()) box.checked = checked;
        document.getElementById(formId)?.dispatchEvent(new Event("change", { bubbles: true }));
      }}
    />
  );
}

/** How many leads of the page are ticked. */
function useSelected(): number {
  const [selected, setSelected] = useState(0);
  useEffect(() => {
    const count = () => setSelected(boxes().filter(({ checked }) => checked).length);
    // What a browser has kept of an earlier visit.
    count();
    document.addEventListener("change", count);
    return () => document.removeEventListener("change", count);
  }, []);
  return selected;
}

interface BulkBarProps {
  filter: LeadFilter;
  sort: LeadSort;
  slug: string;
  /** whether this person says who works a lead */
  mayAssign: boolean;
}

/** Under the list: what is to be done with the leads that are ticked, or with all that match. */
export function BulkBar({ filter, sort, slug, mayAssign }: BulkBarProps) {
  const { m } = useI18n();
  const t = m.leadBulk;
  const selected = useSelected();
  const option = (value: BulkAction, label: string) => (
    <option key={value} value={value}>
      {label}
    </option>
  );
  return (
    <Form
      id={formId}
      method="get"
      action={bulkUrl(slug)}
      aria-label={t.bar}
      className="mt-5 flex flex-wrap items-end gap-x-3 gap-y-2.5 border-line border-t pt-4 print:hidden"
    >
      <KeptInputs pairs={[...leadSearchParams(filter, sort)]} />
      <label className="grid gap-1">
        <span className="label text-muted">
          {t.action}
          {selected > 0 && ` · ${t.selected(selected)}`}
        </span>
        <select name="do" className="control min-w-52">
          <optgroup label={t.moveTo}>
            {leadStatuses.map((status) => option(status, m.leads.status[status]))}
          </optgroup>
          <optgroup label={t.mark}>
            {option("tag", t.doTag)}
            {option("untag", t.doUntag)}
            {mayAssign && option("assign", t.doAssign)}
          </optgroup>
          <optgroup label={t.other}>{option("delete", t.delete)}</optgroup>
        </select>
      </label>
      <Button type="submit">{t.goOn}</Button>
      <Button type="submit" name="all" value="1">
        {t.goOnWithAll}
      </Button>
    </Form>
  );
}
