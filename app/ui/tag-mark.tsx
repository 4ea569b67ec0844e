import type { ReactNode } from "react";

/** A word that somebody has marked a record with. */
export function TagMark({ children }: { children: ReactNode }) {
  return (
    <span className="inline-block max-w-full break-words border border-edge px-2 py-0.5 font-normal text-sm">
      {children}
    </span>
  );
}

/** All of a record's, small, in a table's cell. */
export function TagMarks({ names }: { names: readonly string[] }) {
  if (names.length === 0) return null;
  return (
    <span className="mt-0.5 flex flex-wrap gap-1">
      {names.map((name) => (
        <span key={name} className="border border-edge px-1.5 font-normal text-muted text-xs">
          {name}
        </span>
      ))}
    </span>
  );
}
