import { expect, test } from "vitest";
import { DatabaseError, openDatabase } from "./open.server.ts";

test.each([
  [
    "a server elsewhere without TLS",
    "postgres://u:p@db.example.com/app",
    /db\.example\.com .* must be encrypted.*sslmode/,
  ],
  ["one whose TLS is optional", "postgres://u:p@203.0.113.7/app?sslmode=prefer", /must be encrypted/],
  ["another kind of database", "mysql://u:p@localhost/app", /must look like postgres:\/\//],
  ["no address at all", "localhost", /must look like postgres:\/\//],
])("refuses %s before it connects", async (_, url, message) => {
  const refused = openDatabase({ url });
  await expect(refused).rejects.toThrow(DatabaseError);
  await expect(refused).rejects.toThrow(message);
});

test.each([
  [
    "an unencrypted replica",
    "pg",
    "postgres://u:p@db.example.com/app",
    /^DATABASE_REPLICA_URLS: .* must be encrypted/,
  ],
  [
    "replicas through Neon's drivers",
    "neon",
    "postgres://u:p@localhost/app",
    /^DATABASE_REPLICA_URLS: .*not through Neon/,
  ],
] as const)("refuses %s before it connects", async (_, driver, replica, message) => {
  const refused = openDatabase({ url: "postgres://u:p@127.0.0.1:1/app", driver, replicaUrls: [replica] });
  await expect(refused).rejects.toThrow(DatabaseError);
  await expect(refused).rejects.toThrow(message);
});

test("says that nobody answers, once patience has ended", async () => {
  const refused = openDatabase({ url: "postgres://u:p@127.0.0.1:1/app", patienceMs: 300 });
  await expect(refused).rejects.toThrow(/does not answer.*ECONNREFUSED/);
});
