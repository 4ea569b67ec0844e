import type { ImportDetails } from "#app/domains/imports/queries.server.ts";

/** Whether its columns can still be said. */
export const isMappable = ({ status, hasFile }: Pick<ImportDetails, "status" | "hasFile">) =>
  hasFile && ["uploaded", "rehearsed", "failed"].includes(status);

/** Whether it can be taken back. */
export const isRevertible = ({ status, revertible }: Pick<ImportDetails, "status" | "revertible">) =>
  status === "done" && revertible;
