import { createHash } from "node:crypto";
import type { Operation } from "../store.ts";
import { bumpScript } from "./scripts/bump.ts";
import { readScript } from "./scripts/read.ts";
import { releaseScript } from "./scripts/release.ts";
import { versionsScript } from "./scripts/versions.ts";
import { writeScript } from "./scripts/write.ts";

/** An operation as Redis runs it. */
export interface ScriptCall {
  readonly script: Script;
  readonly keys: readonly string[];
  readonly args: readonly string[];
}

export interface Script {
  readonly text: string;
  readonly sha: string;
}

const scripts = {
  read: scriptOf(readScript),
  write: scriptOf(writeScript),
  release: scriptOf(releaseScript),
  bump: scriptOf(bumpScript),
  versions: scriptOf(versionsScript),
};

/** A Lua text with the hash that it can be called by. */
export function scriptOf(text: string): Script {
  return { text, sha: createHash("sha1").update(text).digest("hex") };
}

export function scriptCall(operation: Operation): ScriptCall {
  return { script: scripts[operation.kind], keys: keysOf(operation), args: argsOf(operation).map(String) };
}

/** Every key that the script touches: a cluster needs to know. */
function keysOf(operation: Operation): readonly string[] {
  switch (operation.kind) {
    case "read":
    case "write":
      return [operation.entry, operation.lease, ...operation.tags];
    case "release":
      return [operation.lease];
    case "bump":
    case "versions":
      return operation.tags;
  }
}

function argsOf(operation: Operation): readonly (string | number)[] {
  switch (operation.kind) {
    case "read": {
      const { holder, leaseMs, seed, tagMs, known } = operation;
      return [holder, leaseMs, seed.counter, seed.nonce, tagMs, known?.edition ?? ""];
    }
    case "write": {
      const { holder, stamp, edition, payload, lifeMs, staleMs, position = "" } = operation;
      return [holder, stamp, edition, payload, lifeMs, staleMs, position];
    }
    case "release":
      return [operation.holder, operation.stamp];
    case "bump": {
      const { seed, tagMs, position = "" } = operation;
      return [seed.counter, seed.nonce, tagMs, position];
    }
    case "versions":
      return [];
  }
}
