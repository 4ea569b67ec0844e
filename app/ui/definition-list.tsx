import type { ReactNode } from "react";

/** The facts of one record, a hairline between them. A null detail reads as a dash. */
export function DefinitionList({ items }: { items: { term: string; detail: ReactNode }[] }) {
  return (
    <dl className="border-line border-t">
      {items.map(({ term, detail }) => (
        <div
          key={term}
          className="grid gap-x-6 border-line border-b py-2 sm:grid-cols-[8.5rem_minmax(0,1fr)] sm:items-baseline"
        >
          <dt className="label text-muted">{term}</dt>
          <dd className="min-w-0 break-words">{detail ?? "–"}</dd>
        </div>
      ))}
    </dl>
  );
}
