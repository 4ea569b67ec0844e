import type { Operation, Outcome, ReadReply } from "../store.ts";
import type { Stamp } from "../versions.ts";
import type { World } from "./world.ts";

interface Reign {
  readonly version: string;
  readonly from: number;
  /** The moment in which it was replaced or evicted. */
  to: number;
}

/** Which version each tag had when, as the store carried out what it was asked. */
export interface TagHistory {
  witness(operation: Operation, outcome: Outcome): void;
  evicted(tag: string): void;
  /** Versions that came back after they had been replaced. */
  readonly returned: readonly string[];
  /** Whether the tags had all the versions of the stamp at some moment up to this one. */
  heldBy(tags: readonly string[], stamp: Stamp, moment: number): boolean;
}

export function createTagHistory(world: World): TagHistory {
  const reigns = new Map<string, Reign[]>();
  const returned: string[] = [];

  function saw(tag: string, version: string | undefined): void {
    const history = reigns.get(tag) ?? [];
    reigns.set(tag, history);
    const last = history.at(-1);
    if (last && last.to === Number.POSITIVE_INFINITY) {
      if (last.version === version) return;
      last.to = world.moment;
    }
    if (version === undefined) return;
    if (history.some((reign) => reign.version === version)) returned.push(`${tag} ${version}`);
    history.push({ version, from: world.moment, to: Number.POSITIVE_INFINITY });
  }

  function sawAll(tags: readonly string[], versions: readonly (string | undefined)[]): void {
    tags.forEach((tag, i) => {
      saw(tag, versions[i]);
    });
  }

  return {
    witness(operation, outcome) {
      if (!outcome.ok) return;
      // Each operation is answered with the reply of its kind.
      if (operation.kind === "read") sawAll(operation.tags, (outcome.reply as ReadReply).stamp.split(" "));
      if (operation.kind === "bump") sawAll(operation.tags, outcome.reply as readonly string[]);
    },
    evicted: (tag) => saw(tag, undefined),
    returned,
    heldBy(tags, stamp, moment) {
      const versions = stamp.split(" ");
      const those = tags.map((tag, i) => reigns.get(tag)?.find((reign) => reign.version === versions[i]));
      const from = Math.max(...those.map((reign) => reign?.from ?? Number.POSITIVE_INFINITY));
      const to = Math.min(...those.map((reign) => reign?.to ?? Number.NEGATIVE_INFINITY));
      return from <= moment && from < to;
    },
  };
}
