/** Which of the facts that somebody wants differ from what is stored. */
export function changedFacts<Fact extends string>(
  stored: { readonly [fact in Fact]?: unknown },
  wanted: { readonly [fact in Fact]?: unknown },
): Fact[] {
  return (Object.keys(wanted) as Fact[]).filter((fact) => stored[fact] !== wanted[fact]);
}
