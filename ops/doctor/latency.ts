/** Round trips to take the median of; the first, which may open a connection, does not count. */
const trips = 7;

/** The median of several round trips, in milliseconds. */
export async function medianOf(trip: () => Promise<unknown>): Promise<number> {
  await trip();
  const taken: number[] = [];
  for (let i = 0; i < trips; i++) {
    const begun = performance.now();
    await trip();
    taken.push(performance.now() - begun);
  }
  return taken.sort((a, b) => a - b)[Math.floor(trips / 2)] ?? 0;
}

export const inMilliseconds = (ms: number) => `${ms.toFixed(ms < 10 ? 2 : 0)} ms, the median of ${trips}`;
