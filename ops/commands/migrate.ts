import { loadEnv } from "#app/env.server.ts";
import type { LocalCommand } from "../command.ts";

export const migrateCommand: LocalCommand = {
  name: "migrate",
  about: "Brings the database to the newest migration",
  works: "alone",
  run: async (_args, { terminal }) => {
    const [{ openDatabase }, { isEmbedded, migrate }] = await Promise.all([
      import("#app/db/open.server.ts"),
      import("#app/db/migrate.server.ts"),
    ]);
    const { databaseUrl: url, databaseDriver: driver, dataFolder, neonGateway } = loadEnv();
    const database = await openDatabase({ url, driver, dataFolder, neonGateway });
    try {
      if (isEmbedded(database)) await migrate(database);
      else if (url !== undefined) await migrate({ url });
    } finally {
      await database.close();
    }
    terminal.err("The database is at the newest migration.");
    return undefined;
  },
};
