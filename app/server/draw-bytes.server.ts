import { randomFillSync } from "node:crypto";

const bytesAtOnce = 16;

/** Random bytes for the next requests: drawing many at once takes as long as drawing a few. */
const pool = Buffer.alloc(512 * bytesAtOnce);
let used = pool.length;

/** 128 random bits, to be used at once: they are drawn over later. */
export function drawBytes(): Buffer {
  if (used === pool.length) {
    randomFillSync(pool);
    used = 0;
  }
  used += bytesAtOnce;
  return pool.subarray(used - bytesAtOnce, used);
}
