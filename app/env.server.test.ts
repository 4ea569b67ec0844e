import { describe, expect, test } from "vitest";
import { EnvError, parseEnv } from "./env.server.ts";

function complaintsOf(source: Record<string, string>): string[] {
  try {
    parseEnv(source);
  } catch (error) {
    expect(error).toBeInstanceOf(EnvError);
    return (error as Error).message.split("\n");
  }
  return [];
}

describe("parseEnv", () => {
  test("needs nothing", () => {
    expect(parseEnv({})).toMatchObject({
      mode: "production",
      port: 3000,
      dataFolder: ".placar",
      databaseUrl: undefined,
      databaseReplicaUrls: [],
      databaseDriver: "auto",
      neonGateway: undefined,
      redisUrl: undefined,
      upstash: undefined,
      trustProxy: false,
      demo: false,
      sweepSeconds: 2,
      jobs: true,
      operators: [],
      logLevel: "info",
    });
  });

  test("takes operators by their addresses, however they are written", () => {
    expect(parseEnv({ PLACAR_OPERATORS: " Ana@Agency.example ,, bruno@agency.example" }).operators).toEqual([
      "ana@agency.example",
      "bruno@agency.example",
    ]);
    expect(complaintsOf({ PLACAR_OPERATORS: "ana" })).toEqual([
      'PLACAR_OPERATORS: expected e-mail addresses, separated by commas, got "ana"',
    ]);
  });

  test("sends e-mails with both an address to send from and an origin for their links, or not at all", () => {
    const smtp = { PLACAR_SMTP_URL: "smtp://user:secret@mail.example:587" };
    const from = { PLACAR_MAIL_FROM: "Placar <no-reply@placar.example>" };
    const origin = { PLACAR_ORIGIN: "https://placar.example/" };
    expect(parseEnv({ ...smtp, ...from, ...origin }).mail).toEqual({
      smtpUrl: "smtp://user:secret@mail.example:587",
      from: "Placar <no-reply@placar.example>",
      origin: "https://placar.example",
    });
    expect(parseEnv(origin).mail).toBeUndefined();
    expect(complaintsOf({ ...smtp, ...origin })).toEqual([
      "PLACAR_MAIL_FROM: expected together with PLACAR_SMTP_URL",
    ]);
    expect(complaintsOf({ ...smtp, ...from })).toEqual([
      "PLACAR_ORIGIN: expected together with PLACAR_SMTP_URL, since a link in an e-mail must not come from who asked for it",
    ]);
    const wrong = { PLACAR_SMTP_URL: "http://user:secret@mail.example", PLACAR_MAIL_FROM: "nobody" };
    const complaints = complaintsOf({ ...wrong, ...origin });
    expect(complaints).toEqual([
      "PLACAR_SMTP_URL: expected an smtp:// or smtps:// URL (leave it out to send no e-mail)",
      'PLACAR_MAIL_FROM: expected an e-mail address, such as Placar <no-reply@placar.example>, got "nobody"',
    ]);
  });

  test("takes a blank value for an absent one", () => {
    expect(parseEnv({ PORT: " ", DATABASE_URL: "", PLACAR_DATA: "" })).toEqual(parseEnv({}));
  });

  test("names every bad variable in a line of its own, and what was expected", () => {
    const complaints = complaintsOf({
      PORT: "http",
      PLACAR_DEMO: "perhaps",
      SWEEP_SECONDS: "0",
      LOG_LEVEL: "loud",
    });
    expect(complaints).toEqual([
      'PORT: expected a port, 0 to 65535 (0 takes any free one), got "http"',
      'PLACAR_DEMO: expected true or false, got "perhaps"',
      'SWEEP_SECONDS: expected seconds between two sweeps of pending invalidations, 0.1 to 3600, got "0"',
      'LOG_LEVEL: expected fatal, error, warn, info, debug, trace or silent, got "loud"',
    ]);
  });

  test.each([
    ["PLACAR_SECRET", "hunter2"],
    ["DATABASE_URL", "mysql://root:hunter2@db/placar"],
    ["DATABASE_REPLICA_URLS", "postgres://u:p@db/placar, mysql://root:hunter2@db/placar"],
    ["REDIS_URL", "https://hunter2@cache"],
  ])("does not repeat the value of %s", (name, value) => {
    const [complaint, ...rest] = complaintsOf({ [name]: value });
    expect(rest).toEqual([]);
    expect(complaint).toMatch(new RegExp(`^${name}: expected `));
    expect(complaint).not.toContain("hunter2");
  });

  test.each([
    ["https://placar.example", "https://placar.example"],
    ["http://10.0.0.1:8080/", "http://10.0.0.1:8080"],
  ])("reads the origin %s", (given, origin) => {
    expect(parseEnv({ PLACAR_ORIGIN: given }).origin).toBe(origin);
  });

  test.each(["placar.example", "https://placar.example/app", "ftp://placar.example", "https://a b"])(
    "refuses the origin %s",
    (given) => {
      expect(complaintsOf({ PLACAR_ORIGIN: given })).toHaveLength(1);
    },
  );

  const upstash = {
    UPSTASH_REDIS_REST_URL: "https://a.upstash.io",
    UPSTASH_REDIS_REST_TOKEN: "hunter2",
  };
  const gateway = { NEON_SQL_ENDPOINT: "http://127.0.0.1:4000/sql", NEON_WS_PROXY: "127.0.0.1:4000/v2" };

  test("reads what belongs together as one", () => {
    expect(parseEnv({ ...upstash, ...gateway })).toMatchObject({
      upstash: { url: "https://a.upstash.io", token: "hunter2" },
      neonGateway: { sqlEndpoint: "http://127.0.0.1:4000/sql", wsProxy: "127.0.0.1:4000/v2" },
    });
  });

  test.each([...Object.entries(upstash), ...Object.entries(gateway)])("refuses %s alone", (name, value) => {
    const [complaint, ...rest] = complaintsOf({ [name]: value });
    expect(rest).toEqual([]);
    expect(complaint).toMatch(new RegExp(`^(UPSTASH|NEON)_[A-Z_]+: expected together with ${name}$`));
  });

  test("keeps the cache in one place", () => {
    expect(complaintsOf({ ...upstash, REDIS_URL: "redis://127.0.0.1" })).toEqual([
      "UPSTASH_REDIS_REST_URL: expected without REDIS_URL, since the cache is kept in one place",
    ]);
  });

  test.each([
    [{ ...upstash, UPSTASH_REDIS_REST_URL: "http://a.upstash.io" }, /^UPSTASH_REDIS_REST_URL: .*https/],
    [
      { ...upstash, UPSTASH_REDIS_REST_TOKEN: "hunter2 hunter2" },
      /^UPSTASH_REDIS_REST_TOKEN: expected a token/,
    ],
    [{ ...gateway, NEON_SQL_ENDPOINT: "http://db.example/sql" }, /^NEON_SQL_ENDPOINT: .*on this machine/],
    [{ ...gateway, NEON_SQL_ENDPOINT: "https://127.0.0.1:4000/sql" }, /^NEON_SQL_ENDPOINT: /],
    [{ ...gateway, NEON_SQL_ENDPOINT: "http://127.0.0.1@db.example/sql" }, /^NEON_SQL_ENDPOINT: /],
    [{ ...gateway, NEON_WS_PROXY: "db.example:4000/v2" }, /^NEON_WS_PROXY: .*on this machine/],
    [{ ...gateway, NEON_WS_PROXY: "127.0.0.1.example:4000/v2" }, /^NEON_WS_PROXY: /],
    [{ ...gateway, NEON_WS_PROXY: "localhost:1@db.example:4000/v2" }, /^NEON_WS_PROXY: /],
  ])("refuses what leaves the machine where it must not: %j", (source, expected) => {
    const complaints = complaintsOf(source);
    expect(complaints).toEqual([expect.stringMatching(expected)]);
    expect(complaints[0]).not.toContain("hunter2 ");
  });

  test.each(["-1", "65536", "1.5", "0x50"])("refuses the port %s", (given) => {
    expect(complaintsOf({ PORT: given })).toHaveLength(1);
  });
});
