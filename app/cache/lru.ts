/** A map that forgets what was used least recently when its entries weigh too much together. */
export interface Lru<T> {
  get(key: string): T | undefined;
  /** @param bytes what the value weighs, beside its key */
  set(key: string, value: T, bytes: number): void;
  delete(key: string): void;
  /** From the least to the most recently used. */
  keys(): IterableIterator<string>;
  readonly bytes: number;
}

/** What a key costs beside its text and value: the slots of the map, the objects around them. */
const overhead = 128;

/** @param maxBytes an entry heavier than all of it is not taken */
export function createLru<T>(maxBytes: number): Lru<T> {
  const slots = new Map<string, { value: T; bytes: number }>();
  let total = 0;
  /** The one used last, which is in its place already. */
  let newest: string | undefined;

  function remove(key: string): void {
    const slot = slots.get(key);
    if (slot === undefined) return;
    slots.delete(key);
    total -= slot.bytes;
  }

  return {
    get(key) {
      const slot = slots.get(key);
      if (slot === undefined) return undefined;
      if (key !== newest) {
        // A Map keeps the order of insertion: the first is the one used least recently.
        slots.delete(key);
        slots.set(key, slot);
        newest = key;
      }
      return slot.value;
    },
    set(key, value, bytes) {
      remove(key);
      const weight = bytes + key.length + overhead;
      if (weight > maxBytes) return;
      slots.set(key, { value, bytes: weight });
      newest = key;
      total += weight;
      for (const oldest of slots.keys()) {
        if (total <= maxBytes) break;
        remove(oldest);
      }
    },
    delete: remove,
    keys: () => slots.keys(),
    get bytes() {
      return total;
    },
  };
}
