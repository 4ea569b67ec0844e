import { stringify } from "csv-stringify/sync";
import { listRejected } from "#app/domains/imports/queries.server.ts";
import { sayReason } from "#app/domains/imports/reason.ts";
import { i18nFor } from "#app/i18n/i18n-for.ts";
import { requestFacts } from "#app/server/request-context.server.ts";
import type { Route } from "./+types/rejected.ts";
import { requireImport } from "./find-import.server.ts";

/** Rows that are read at once. */
const page = 500;

/**
 * The rows that were left out as they stood in the file, each with why: to be corrected and uploaded again, so that nothing in them is
 * changed.
 */
export async function loader({ context, params }: Route.LoaderArgs) {
  const { caller, imported } = await requireImport(context, params);
  const { m } = i18nFor(requestFacts(context).locale);
  const { id: importId, columns, fileName } = imported;
  const linesOf = (rows: string[][]) => stringify(rows, { record_delimiter: "\r\n" });
  const write = async function* () {
    yield `\uFEFF${linesOf([[...columns, m.imports.rejected.why]])}`;
    for (let afterLine = 0; ; ) {
      const rows = await listRejected(caller, { importId, afterLine, limit: page });
      const last = rows.at(-1);
      if (last === undefined) return;
      yield linesOf(
        rows.map(({ cells, reasons }) => {
          const why = reasons.map(
            ({ column, reason }) => `${column === null ? "" : `${column}: `}${sayReason(m, reason)}`,
          );
          const blanks = Array.from({ length: Math.max(0, columns.length - cells.length) }, () => "");
          return [
            ...cells.slice(0, columns.length),
            ...blanks,
            why.join("; "),
            ...cells.slice(columns.length),
          ];
        }),
      );
      afterLine = last.line;
    }
  };
  const name = `${fileName.replace(/\.[^.]*$/, "")}-${m.imports.rejected.fileName}.csv`;
  return new Response(streamOf(write()), {
    headers: {
      "Content-Type": "text/csv; charset=utf-8",
      "Content-Disposition": `attachment; filename*=UTF-8''${encodeURIComponent(name)}`,
      "Cache-Control": "private, no-store",
    },
  });
}

function streamOf(texts: AsyncGenerator<string>): ReadableStream<Uint8Array> {
  const encoder = new TextEncoder();
  return new ReadableStream({
    pull: async (controller) => {
      const { done, value } = await texts.next();
      if (done) controller.close();
      else controller.enqueue(encoder.encode(value));
    },
    cancel: async () => {
      await texts.return(undefined);
    },
  });
}
