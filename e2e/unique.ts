let count = 0;

/** A word that no other test, and no other run, has used: fit for addresses and names. */
export function unique(word: string): string {
  count += 1;
  return `${word}-${Date.now().toString(36)}-${process.pid}-${count}`;
}
