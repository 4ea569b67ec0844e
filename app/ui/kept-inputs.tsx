/** A search as pairs, because a name may repeat: `[...searchParams]`. */
export type SearchPairs = readonly (readonly [name: string, value: string])[];

/** What a form carries along that nobody types. A GET form must say all that is to stay: its fields replace the whole search. */
export function KeptInputs({ pairs }: { pairs: SearchPairs }) {
  return pairs.map(([name, value], index) => (
    // biome-ignore lint/suspicious/noArrayIndexKey: the same pair may stand twice, and none ever moves
    <input key={index} type="hidden" name={name} value={value} />
  ));
}
