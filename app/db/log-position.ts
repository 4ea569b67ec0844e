/** An LSN, a place in Postgres's write-ahead log, in 16 hexadecimal digits: as text, what is later sorts after what is earlier. */
export type LogPosition = string;

/** @param lsn as Postgres writes it, `16/B374D848` */
export function logPosition(lsn: string): LogPosition {
  return lsn
    .split("/")
    .map((half) => half.padStart(8, "0"))
    .join("");
}

/** As Postgres reads it. */
export const asLsn = (position: LogPosition): string => `${position.slice(0, 8)}/${position.slice(8)}`;
