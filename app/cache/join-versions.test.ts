import fc from "fast-check";
import { expect, test } from "vitest";
import { joinVersions, type Waiting } from "./join-versions.ts";
import type { Operation, Outcome } from "./store.ts";

const tags = ["{one}a", "{one}b", "{one}c", "{two}a", "{two}b"];

const groupOf = (name: string) => name.slice(0, name.indexOf("}") + 1);

const asks = fc
  .tuple(fc.constantFrom("{one}", "{two}"), fc.array(fc.nat({ max: 2 }), { minLength: 1, maxLength: 4 }))
  .map(([group, picks]): Operation => {
    const own = tags.filter((name) => groupOf(name) === group);
    return { kind: "versions", tags: picks.flatMap((n) => own[n % own.length] ?? []) };
  });
const bumps = fc
  .constantFrom(...tags)
  .map((name): Operation => ({ kind: "bump", tags: [name], seed: { counter: 0, nonce: "n" }, tagMs: 1 }));
const batches = fc.array(fc.oneof({ weight: 4, arbitrary: asks }, { weight: 1, arbitrary: bumps }), {
  maxLength: 100,
  size: "max",
});

/** What a store of which one tag does not exist says to an operation; refused in one of the groups. */
function outcomeOf({ kind, ...operation }: Operation, refused: string): Outcome {
  const names = "tags" in operation ? operation.tags : [];
  if (names.some((name) => groupOf(name) === refused)) return { ok: false, error: new Error(refused) };
  return { ok: true, reply: names.map((name) => (name === "{one}c" ? undefined : `${kind} ${name}`)) };
}

test("Whoever asks for versions hears what they would have heard alone, and a group is asked once for up to 32 of them", () => {
  fc.assert(
    fc.property(batches, fc.constantFrom("{one}", "{two}", "none"), (operations, refused) => {
      const heard: (Outcome | undefined)[] = operations.map(() => undefined);
      const batch = operations.map(
        (operation, i): Waiting => ({
          operation,
          settle(outcome) {
            expect(heard[i]).toBeUndefined();
            heard[i] = outcome;
          },
        }),
      );
      const joined = joinVersions(batch);
      for (const { operation, settle } of joined) settle(outcomeOf(operation, refused));

      expect(heard).toEqual(operations.map((operation) => outcomeOf(operation, refused)));
      for (const { operation } of joined) {
        if ("tags" in operation) expect(new Set(operation.tags.map(groupOf)).size).toBe(1);
      }
      for (const group of ["{one}", "{two}"]) {
        const askedFor = (all: readonly { operation: Operation }[]) =>
          all.filter(
            ({ operation }) =>
              operation.kind === "versions" && operation.tags.every((name) => groupOf(name) === group),
          ).length;
        expect(askedFor(joined)).toBe(Math.ceil(askedFor(batch) / 32));
      }
    }),
  );
});
