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
      databaseDriver: "auto",
      redisUrl: undefined,
      trustProxy: false,
      demo: false,
      sweepSeconds: 2,
      logLevel: "info",
    });
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

  test.each(["-1", "65536", "1.5", "0x50"])("refuses the port %s", (given) => {
    expect(complaintsOf({ PORT: given })).toHaveLength(1);
  });
});
