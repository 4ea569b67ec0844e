import { createServer, type IncomingMessage, request } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { testSecret } from "#app/domains/accounts/testing/browser.ts";
import { openDataLayer, openStore } from "#app/domains/data-layer.server.ts";
import { makeTempFolder, removeFolder } from "#dev/servers/temp-folder.ts";
import type { Services } from "../../app.server.ts";

type AppModule = typeof import("../../app.server.ts");

export interface Answer {
  status: number;
  headers: IncomingMessage["headers"];
  body: Buffer;
}

/** The built application in this process, where its statements can be counted and its clock be set. */
export interface BuiltApp {
  services: Services;
  origin: string;
  /** Transactions and batches that reached the database so far. */
  statements(): number;
  /** As it is sent, without what fetch adds or decodes. */
  get(path: string, headers?: Record<string, string>, method?: string): Promise<Answer>;
  close(): Promise<void>;
}

/** Of who may do what operators may, once they have an account. */
export const operatorEmail = "operator@placar.example";

const folder = join(import.meta.dirname, "../../../../build");

/** On an embedded database that is empty but for the migrations, with its cache in memory unless a Redis is given. */
export async function openBuiltApp({ redisUrl }: { redisUrl?: string | undefined } = {}): Promise<BuiltApp> {
  const app: AppModule = await import(/* @vite-ignore */ join(folder, "server/index.js"));
  const dataFolder = await makeTempFolder("pages");
  const before = process.env;
  process.env = {
    PATH: before.PATH,
    NODE_ENV: "production",
    PLACAR_DATA: dataFolder,
    PLACAR_SECRET: testSecret,
    LOG_LEVEL: "silent",
    SWEEP_SECONDS: "3600",
    PLACAR_JOBS: "off",
    PLACAR_OPERATORS: operatorEmail,
  };
  const opened = await app.openServices().finally(() => {
    process.env = before;
  });
  let statements = 0;
  const { database } = opened.data;
  const counted = Object.assign(Object.create(database), {
    readBatch: (...args: Parameters<typeof database.readBatch>) => {
      statements++;
      return database.readBatch(...args);
    },
    inTransaction: (...args: Parameters<typeof database.inTransaction>) => {
      statements++;
      return database.inTransaction(...args);
    },
  });
  const data = await openDataLayer({
    database: counted,
    store: await openStore({ redisUrl }),
    sweepSeconds: 0,
    // A cache that is slow because the machine is busy would be left alone for a while.
    budgets: { deadlineMs: 30_000 },
  });
  const services = { ...opened, data };
  const server = createServer(await app.createListener(services, folder));
  // As of the server that is shipped: while the embedded database works in this process nobody sees that a connection has ended.
  server.keepAliveTimeout = 75_000;
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    services,
    origin,
    statements: () => statements,
    get: (path, headers = {}, method = "GET") =>
      new Promise((resolve, reject) => {
        const req = request(`${origin}${path}`, { headers, method }, async (res) => {
          const chunks: Buffer[] = [];
          for await (const chunk of res) chunks.push(chunk);
          resolve({ status: res.statusCode ?? 0, headers: res.headers, body: Buffer.concat(chunks) });
        });
        req.once("error", reject);
        req.end();
      }),
    async close() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
      await data.cache.close();
      await opened.close();
      await removeFolder(dataFolder);
    },
  };
}
