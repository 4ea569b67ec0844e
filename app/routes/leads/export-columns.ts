import type { ExportedLead } from "#app/domains/leads/queries.server.ts";
import type { I18n } from "#app/i18n/index.ts";
import type { FileColumn } from "#app/server/table-file/table-file.ts";

/** The list's columns in its order, then what else is written down about a lead, in the reader's words. */
export function exportColumns({ m }: Pick<I18n, "m">, currency: string): FileColumn<ExportedLead>[] {
  const { columns, fields, status } = m.leads;
  const own = m.leadExport.columns;
  return [
    { header: columns.lead, kind: "text", cell: (lead) => lead.name },
    { header: columns.mentee, kind: "text", cell: (lead) => lead.menteeName },
    { header: columns.source, kind: "text", cell: (lead) => lead.source },
    { header: columns.status, kind: "text", cell: (lead) => status[lead.status] },
    { header: m.leadExport.valueIn(columns.value, currency), kind: "money", cell: (lead) => lead.value },
    { header: own.lastInteraction, kind: "date", cell: (lead) => lead.lastInteractionOn },
    { header: columns.entered, kind: "date", cell: (lead) => lead.enteredOn },
    { header: m.tags.title, kind: "text", cell: ({ tags }) => (tags.length === 0 ? null : tags.join(", ")) },
    { header: fields.ownerId, kind: "text", cell: (lead) => lead.ownerName },
    { header: fields.email, kind: "text", cell: (lead) => lead.email },
    { header: fields.phone, kind: "text", cell: (lead) => lead.phone },
    { header: fields.externalId, kind: "text", cell: (lead) => lead.externalId },
    { header: own.wonOn, kind: "date", cell: (lead) => lead.wonOn },
    { header: fields.lostReason, kind: "text", cell: (lead) => lead.lostReason },
    // By this one the import finds the lead again.
    { header: own.id, kind: "text", cell: (lead) => lead.id },
  ];
}
