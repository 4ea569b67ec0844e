/** A search as pairs, because a name may repeat: `[...searchParams]`. */
export type SearchPairs = readonly (readonly [name: string, value: string])[];

/** What a GET form must carry along: its own fields replace the whole search otherwise. */
export function KeptInputs({ pairs }: { pairs: SearchPairs }) {
  return pairs.map(([name, value], index) => (
    // biome-ignore lint/suspicious/noArrayIndexKey: the same pair may stand twice, and none ever moves
    <input key={index} type="hidden" name={name} value={value} />
  ));
}
