import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { createAttempt } from "../attempt.ts";
import type { CacheStore, Operation, ReadOperation, ReplyTo, WriteOperation } from "../store.ts";

/** A store to test, empty. */
export interface StoreUnderTest {
  readonly store: CacheStore;
  /** Loses one key, as a full memory would. */
  evict(key: string): Promise<void>;
  close(): Promise<void>;
}

const seconds = 1_000;
const patiently = { timeout: 20 * seconds };
const [leads, people] = ["t:{one}leads", "t:{one}people"] as const;
const aRead: Omit<ReadOperation, "holder" | "seed"> = {
  kind: "read",
  entry: "e:{one}list",
  lease: "l:{one}list",
  tags: [leads, people],
  leaseMs: 60 * seconds,
  tagMs: 60 * seconds,
};
const aWrite: Omit<WriteOperation, "stamp"> = {
  kind: "write",
  entry: aRead.entry,
  lease: aRead.lease,
  tags: aRead.tags,
  holder: "A",
  edition: "first",
  payload: "a list",
  bytes: 6,
  lifeMs: 60 * seconds,
  staleMs: 0,
};

/** What every store holds to, whatever it is made of. */
export function describeStore(name: string, open: () => Promise<StoreUnderTest>): void {
  describe(`A store in ${name}`, () => {
    let under: StoreUnderTest;
    let nonces = 0;
    beforeEach(async () => {
      under = await open();
    });
    afterEach(() => under.close());

    async function batch(...operations: Operation[]) {
      const outcomes = await under.store.execute(operations, createAttempt().attempt);
      expect(outcomes).toHaveLength(operations.length);
      return outcomes.map((outcome) => (outcome.ok ? outcome.reply : outcome.error));
    }

    async function ask<O extends Operation>(operation: O): Promise<ReplyTo<O>> {
      const [outcome] = await under.store.execute([operation], createAttempt().attempt);
      if (!outcome?.ok) throw outcome?.error;
      return outcome.reply as ReplyTo<O>;
    }

    const seed = (counter = 100) => ({ counter, nonce: `n${++nonces}` });
    const read = (changes: Partial<ReadOperation> = {}) =>
      ask({ ...aRead, holder: "A", seed: seed(), ...changes });
    const write = (stamp: string, changes: Partial<WriteOperation> = {}) =>
      ask({ ...aWrite, stamp, ...changes });
    const bumpAt = (position: string | undefined, ...tags: string[]) =>
      ask({ kind: "bump", tags, seed: seed(), tagMs: 60 * seconds, position });
    const bump = (...tags: string[]) => ask({ kind: "bump", tags, seed: seed(), tagMs: 60 * seconds });
    const versions = (...tags: string[]) => ask({ kind: "versions", tags });

    describe("reading", () => {
      it("creates the tags that are missing, once, and grants the lease", async () => {
        const first = await read();
        expect(first).toEqual({ stamp: expect.any(String), entry: undefined, leased: true });
        expect(await read()).toEqual(first);
        expect((await versions(leads, people)).join(" ")).toBe(first.stamp);
      });

      it("serves what was written under the same versions, without trying the lease", async () => {
        const { stamp } = await read();
        expect(await write(stamp, { payload: 'a "list" of 5 €, 😀' })).toBe(true);
        const entry = { edition: "first", payload: 'a "list" of 5 €, 😀', stale: false };
        const served = { stamp, entry, leased: false };
        expect(await read({ holder: "B" })).toEqual(served);
      });

      it.each([leads, people])("never serves an entry after a bump of %s", async (tag) => {
        const { stamp } = await read();
        await write(stamp);
        await bump(tag);
        const after = await read();
        expect(after.entry).toBeUndefined();
        expect(after.stamp).not.toBe(stamp);
      });

      it("never serves an entry after one of its tags was lost", async () => {
        const { stamp } = await read();
        await write(stamp);
        await under.evict(people);
        expect((await read()).entry).toBeUndefined();
      });

      it("does not serve an entry to a reader with other tags", async () => {
        const { stamp } = await read();
        await write(stamp);
        expect((await read({ tags: [leads] })).entry).toBeUndefined();
        expect((await read({ tags: [people, leads] })).entry).toBeUndefined();
      });

      it("serves an entry at the end of its life to all, and grants the lease to one", async () => {
        const { stamp } = await read();
        await write(stamp, { lifeMs: 60 * seconds, staleMs: 60 * seconds });
        const stale = { edition: "first", payload: aWrite.payload, stale: true };
        expect(await read({ holder: "B" })).toEqual({ stamp, entry: stale, leased: true });
        expect(await read({ holder: "C" })).toEqual({ stamp, entry: stale, leased: false });
        expect(await write(stamp, { holder: "B" })).toBe(true);
        expect((await read({ holder: "C" })).entry?.stale).toBe(false);
      });

      it("forgets an entry whose life is over", async () => {
        const { stamp } = await read();
        await write(stamp, { lifeMs: 1 });
        await vi.waitFor(async () => expect((await read()).entry).toBeUndefined(), patiently);
      });
    });

    describe("reading with a copy at hand", () => {
      // It holds something else than the entry does, to tell which of them was served.
      const known = (stamp: string) => ({ edition: "first", stamp, payload: "the copy" });

      it("serves the copy while it is the entry", async () => {
        const { stamp } = await read();
        await write(stamp);
        const entry = { edition: "first", payload: "the copy", stale: false };
        expect(await read({ holder: "B", known: known(stamp) })).toEqual({ stamp, entry, leased: false });
      });

      it("serves the entry where it was written again under the same versions", async () => {
        const { stamp } = await read();
        await write(stamp);
        await write(stamp, { edition: "second", payload: "a longer list" });
        const { entry } = await read({ known: known(stamp) });
        expect(entry).toEqual({ edition: "second", payload: "a longer list", stale: false });
      });

      it.each([leads, people])("serves no copy after a bump of %s", async (tag) => {
        const { stamp } = await read();
        await write(stamp);
        await bump(tag);
        const after = await read({ known: known(stamp) });
        expect(after).toEqual({ stamp: expect.not.stringMatching(stamp), entry: undefined, leased: true });
      });

      it.each([leads, aRead.entry])("serves no copy after %s was lost", async (key) => {
        const { stamp } = await read();
        await write(stamp);
        await under.evict(key);
        expect(await read({ known: known(stamp) })).toMatchObject({ entry: undefined, leased: true });
      });

      it("forgets the copy with the entry, when its life is over", async () => {
        const { stamp } = await read();
        await write(stamp, { lifeMs: 1 });
        await vi.waitFor(async () => {
          expect((await read({ known: known(stamp) })).entry).toBeUndefined();
        }, patiently);
      });

      it("serves the copy of an entry at the end of its life to all, and grants the lease to one", async () => {
        const { stamp } = await read();
        await write(stamp, { staleMs: 60 * seconds });
        const entry = { edition: "first", payload: "the copy", stale: true };
        expect(await read({ holder: "B", known: known(stamp) })).toEqual({ stamp, entry, leased: true });
        expect(await read({ holder: "C", known: known(stamp) })).toEqual({ stamp, entry, leased: false });
      });
    });

    describe("the lease", () => {
      it("is one holder's, who gets it again when asking again", async () => {
        expect((await read({ holder: "A" })).leased).toBe(true);
        expect((await read({ holder: "B" })).leased).toBe(false);
        expect((await read({ holder: "A" })).leased).toBe(true);
      });

      it("is of the versions: after a bump another may have it", async () => {
        const { stamp } = await read({ holder: "A" });
        await bump(leads);
        const second = await read({ holder: "B" });
        expect(second.leased).toBe(true);
        expect((await read({ holder: "A" })).leased).toBe(false);
        await ask({ kind: "release", lease: aRead.lease, holder: "A", stamp });
        expect((await read({ holder: "C" })).leased).toBe(false);
      });

      it("is over some time after its holder died", async () => {
        await read({ holder: "A", leaseMs: 1 });
        await vi.waitFor(async () => expect((await read({ holder: "B" })).leased).toBe(true), patiently);
      });

      it("is given back by its holder alone", async () => {
        const { stamp } = await read({ holder: "A" });
        await ask({ kind: "release", lease: aRead.lease, holder: "B", stamp });
        expect((await read({ holder: "B" })).leased).toBe(false);
        await ask({ kind: "release", lease: aRead.lease, holder: "A", stamp });
        expect((await read({ holder: "B" })).leased).toBe(true);
      });

      it("is given back by writing, even where the entry came too late", async () => {
        const { stamp } = await read({ holder: "A" });
        await under.evict(people);
        expect(await write(stamp, { holder: "A" })).toBe(false);
        expect((await read({ holder: "B" })).leased).toBe(true);
      });
    });

    describe("writing", () => {
      it.each([leads, people])("does nothing after a bump of %s", async (tag) => {
        const { stamp } = await read();
        await bump(tag);
        expect(await write(stamp)).toBe(false);
        expect((await read()).entry).toBeUndefined();
      });

      it("does nothing after a tag was lost", async () => {
        const { stamp } = await read();
        await under.evict(leads);
        expect(await write(stamp)).toBe(false);
      });

      it("does not undo what was written under newer versions", async () => {
        const { stamp } = await read();
        await bump(leads);
        const { stamp: newer } = await read();
        await write(newer, { payload: "a newer list" });
        expect(await write(stamp)).toBe(false);
        expect((await read()).entry?.payload).toBe("a newer list");
      });
    });

    describe("a bump", () => {
      it("gives each tag a version that it never had, and says which", async () => {
        const seen = new Set<string>();
        for (let i = 0; i < 20; i++) {
          const now = await bump(leads, people);
          expect(now).toEqual(await versions(leads, people));
          for (const version of now) seen.add(version);
          if (i % 5 === 4) await under.evict(leads);
        }
        expect(seen.size).toBe(40);
      });

      it("counts on from the version before, and from the seed where there is none", async () => {
        // The last millisecond of the year 9999: Lua rounds such numbers unless told otherwise.
        const late = seed(253_402_300_799_999);
        expect(await ask({ kind: "bump", tags: [leads], seed: late, tagMs: 60 * seconds })).toEqual([
          `253402300799999:${late.nonce}.0`,
        ]);
        expect(await bump(leads)).toEqual([expect.stringMatching(/^253402300800000:/)]);
        expect(await bump(leads)).toEqual([expect.stringMatching(/^253402300800001:/)]);
      });

      it("leaves other tags alone", async () => {
        const [, before] = await bump(leads, people);
        await bump(leads);
        expect(await versions(people)).toEqual([before]);
      });
    });

    describe("a position", () => {
      const [early, middle, late] = ["0000000A00000009", "0000000A0000000A", "0000000A000000FF"] as const;
      const positionOf = async (changes: Partial<ReadOperation> = {}) => (await read(changes)).position;

      it("is not known of tags that somebody asked for first, or that were bumped first", async () => {
        expect(await positionOf()).toBeUndefined();
        await bumpAt(early, people);
        expect(await positionOf()).toBeUndefined();
      });

      it("is given to tags without one by what is written under their versions, and to no others", async () => {
        const { stamp } = await read();
        await write(stamp, { position: middle });
        await bump(people);
        expect(await positionOf({ tags: [leads] })).toBe(middle);
        expect(await positionOf()).toBeUndefined();
        await write(stamp, { position: late });
        expect(await positionOf()).toBeUndefined();
        const { stamp: present } = await read();
        expect(await write(present, { position: late })).toBe(true);
        expect(await positionOf({ tags: [leads] })).toBe(middle);
        expect(await positionOf()).toBe(late);
      });

      it("is the furthest of the tags, and never goes back", async () => {
        const { stamp } = await read();
        await write(stamp, { position: early });
        await bumpAt(late, leads);
        expect(await positionOf()).toBe(late);
        // Of an earlier commit, whose bump was slow.
        await bumpAt(middle, leads);
        expect(await positionOf()).toBe(late);
        expect(await positionOf({ tags: [people] })).toBe(early);
      });

      it("is lost by a bump without one, and by an eviction, until somebody writes again", async () => {
        const { stamp } = await read();
        await write(stamp, { position: early });
        await bump(leads);
        await bumpAt(late, leads);
        expect(await positionOf()).toBeUndefined();
        await write((await read()).stamp, { position: late });
        expect(await positionOf()).toBe(late);
        await under.evict(people);
        expect(await positionOf()).toBeUndefined();
      });

      it("is no part of a version", async () => {
        const { stamp } = await read();
        await write(stamp, { position: early });
        const served = await read();
        expect(served).toMatchObject({ stamp, entry: { payload: aWrite.payload } });
        expect((await versions(leads, people)).join(" ")).toBe(stamp);
        const [version] = await bumpAt(late, leads);
        expect(await versions(leads)).toEqual([version]);
        expect(version).not.toContain(late);
      });
    });

    it("says that a tag has no version, and gives it none", async () => {
      const [version] = await bump(people);
      expect(await versions(leads, people)).toEqual([undefined, version]);
      expect(await versions(leads)).toEqual([undefined]);
    });

    it("answers each operation of a batch with its own reply, in order", async () => {
      const { stamp } = await read();
      const [reading, writing, releasing, bumping, looking] = await batch(
        { ...aRead, holder: "B", seed: seed() },
        { ...aWrite, stamp },
        { kind: "release", lease: "l:{two}list", holder: "A", stamp },
        { kind: "bump", tags: ["t:{two}leads"], seed: { counter: 7, nonce: "n" }, tagMs: 60 * seconds },
        { kind: "versions", tags: [leads, people] },
      );
      expect(reading).toEqual({ stamp, entry: undefined, leased: false });
      expect(writing).toBe(true);
      expect(releasing).toBeNull();
      expect(bumping).toEqual(["7:n.0"]);
      expect(looking).toEqual(stamp.split(" "));
    });

    it("may be closed twice", async () => {
      await under.store.close();
      await under.store.close();
    });
  });
}
