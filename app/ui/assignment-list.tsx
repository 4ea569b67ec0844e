import { Form } from "react-router";
import type { Option } from "./fields.tsx";
import { SubmitButton } from "./submit-button.tsx";

export interface AssignmentListProps {
  /** what is assigned */
  items: readonly Option[];
  /** of the field that says which one is taken away */
  name: string;
  /** what else the form says */
  fields: Readonly<Record<string, string>>;
  /** where there is nothing */
  empty: string;
  /** the button; with the item, for who does not see beside what it stands */
  remove: string;
  removeOf: (item: string) => string;
}

/** What is assigned to a record, each with a button that takes it away. */
export function AssignmentList({ items, name, fields, empty, remove, removeOf }: AssignmentListProps) {
  if (items.length === 0) return <p className="text-muted">{empty}</p>;
  return (
    <ul className="border-line border-t">
      {items.map(({ value, label }) => (
        <li key={value} className="flex items-center justify-between gap-4 border-line border-b py-2">
          <span className="min-w-0 break-words font-semibold">{label}</span>
          <Form method="post" preventScrollReset>
            {Object.entries(fields).map(([field, says]) => (
              <input key={field} type="hidden" name={field} value={says} />
            ))}
            <SubmitButton look="quiet" name={name} value={value}>
              <span aria-hidden="true">{remove}</span>
              <span className="sr-only">{removeOf(label)}</span>
            </SubmitButton>
          </Form>
        </li>
      ))}
    </ul>
  );
}
