import { useI18n } from "#app/i18n/index.ts";

/** For a 409: what the reader typed beside what is stored, with the rows that differ marked. */
export function VersionTable({ rows }: { rows: { label: string; yours: string; saved: string }[] }) {
  const { m } = useI18n();
  return (
    <table className="paired my-6 w-full border-collapse text-left">
      <caption className="figure pb-2 text-left text-2xl">{m.common.form.conflict}</caption>
      <thead>
        <tr className="label border-ink border-b-2">
          <td />
          <th scope="col" className="px-3 py-1.5">
            {m.common.form.yours}
          </th>
          <th scope="col" className="px-3 py-1.5">
            {m.common.form.theirs}
          </th>
        </tr>
      </thead>
      <tbody>
        {rows.map(({ label, yours, saved }) => (
          <tr
            key={label}
            className={`border-line border-b align-baseline ${yours === saved ? "" : "bg-warn-wash"}`}
          >
            <th scope="row" className="py-2 pr-3 pl-2 font-semibold sm:w-1/4">
              {label}
            </th>
            <td className="px-3 py-2 break-words">{yours || "–"}</td>
            <td className="px-3 py-2 break-words">{saved || "–"}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
