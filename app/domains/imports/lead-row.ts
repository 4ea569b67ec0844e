import type { LeadStatus } from "#schema";
import type { Reason } from "./reason.ts";

/**
 * One row of a file as a lead. A field that the mapping does not name is absent and is left as it is; null means that nobody
 * knows, which is what a blank cell says.
 */
export interface LeadRow {
  /** Where the row begins in its file, from 1. */
  line: number;
  /** Of our own making, as an export has it: the lead is there. */
  leadId?: string | null;
  /** Never absent where there is no `leadId`. */
  externalId?: string | null;
  name?: string;
  email?: string | null;
  /** E.164. */
  phone?: string | null;
  source?: string | null;
  /** "YYYY-MM-DD HH:mm:ss" in the mapping's time zone, or a time with an offset, as the mapping's pattern says. */
  enteredAt?: string;
  /** As `enteredAt`. A row that has one is a won lead. */
  wonAt?: string | null;
  /** Minor units; null where it was not declared. */
  value?: number | null;
  /** Null where the row says nothing of it. */
  status?: LeadStatus | null;
  lostReason?: string | null;
  /** The name of the mentee's business. */
  mentee?: string;
}

/** Why a row, or a cell of it, was left out. */
export interface Rejection {
  line: number;
  /** Absent where the row as a whole is at fault. */
  column?: string;
  reason: Reason;
}
