import { newId } from "#app/db/new-id.ts";
import { openTestDatabase, type TestDatabase } from "#dev/test/database.ts";
import { openTestStore } from "#dev/test/store.ts";
import type { DataLayer } from "../caller.ts";
import { openDataLayer } from "../data-layer.server.ts";

/** Two processes on one database and one cache. */
export interface TwoProcesses {
  db: TestDatabase;
  here: DataLayer;
  there: DataLayer;
  close(): Promise<void>;
}

/** On an empty database and in a namespace of its own of the stack's cache. */
export async function openTwoProcesses(): Promise<TwoProcesses> {
  const db = await openTestDatabase();
  const store = await openTestStore();
  const shared = { store, namespace: newId(), sweepSeconds: 0 };
  const here = await openDataLayer({ database: db.database, ...shared });
  const there = await openDataLayer({ database: await db.openAgain(), ...shared });
  return {
    db,
    here,
    there,
    async close() {
      await here.invalidations.idle();
      await there.invalidations.idle();
      await store.close();
      await db.close();
    },
  };
}
