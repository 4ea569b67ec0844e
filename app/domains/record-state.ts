/** Whether a record is in use or out of the way. */
export const recordStates = ["active", "archived"] as const;

export type RecordState = (typeof recordStates)[number];
