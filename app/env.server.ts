import { z } from "zod";

/** A wrong or missing variable: one line for each, naming it and what was expected. Meant to be printed as it is. */
export class EnvError extends Error {
  override name = "EnvError";
}

const port = z
  .string()
  .regex(/^\d{1,5}$/)
  .transform(Number)
  .pipe(z.number().max(65_535));

const databaseUrl = z.string().refine((value) => {
  const url = URL.parse(value);
  return url !== null && (url.protocol === "postgres:" || url.protocol === "postgresql:");
});

const databaseUrls = z
  .string()
  .default("")
  .transform((value) => value.split(",").flatMap((url) => url.trim() || []))
  .pipe(z.array(databaseUrl));

const redisUrl = z.string().refine((value) => {
  const url = URL.parse(value);
  return url !== null && (url.protocol === "redis:" || url.protocol === "rediss:");
});

/** Over TLS, since a token travels with each request, unless it stays on this machine. */
const restUrl = z.string().refine((value) => {
  const url = URL.parse(value);
  return url !== null && (url.protocol === "https:" || (url.protocol === "http:" && isLoopback(url)));
});

const loopbackUrl = z.string().refine((value) => {
  const url = URL.parse(value);
  return url !== null && url.protocol === "http:" && isLoopback(url);
});

const loopbackAddress = z.string().refine((value) => {
  const url = /^[^/@?#]+:\d+\//.test(value) ? URL.parse(`http://${value}`) : null;
  return url !== null && isLoopback(url);
});

function isLoopback({ hostname, username, password }: URL): boolean {
  const bare = username === "" && password === "";
  return bare && (/^127(\.\d+){3}$/.test(hostname) || hostname === "[::1]" || hostname === "localhost");
}

const origin = z.string().refine((value) => {
  const url = URL.parse(value);
  return url !== null && /^https?:$/.test(url.protocol) && url.origin === value.replace(/\/$/, "");
});

const smtpUrl = z.string().refine((value) => {
  const url = URL.parse(value);
  return url !== null && /^smtps?:$/.test(url.protocol) && url.hostname !== "";
});

/** `no-reply@placar.example`, or with a name: `Placar <no-reply@placar.example>`. */
const mailbox = z.string().refine((value) => {
  const address = /^[^<>"\r\n]+<([^<>]+)>$/.exec(value)?.[1] ?? value;
  return z.email().safeParse(address).success;
});

const addressesIn = (list = "") =>
  list
    .split(",")
    .map((address) => address.trim().toLowerCase())
    .filter((address) => address !== "");

interface Variable {
  schema: z.ZodType;
  expected: string;
  /** the value must not appear in a message */
  secret?: true;
}

const variables = {
  NODE_ENV: {
    schema: z.enum(["production", "development", "test"]).default("production"),
    expected: "production, development or test",
  },
  PORT: { schema: port.default(3000), expected: "a port, 0 to 65535 (0 takes any free one)" },
  HOST: { schema: z.string().optional(), expected: "a host name or address to listen on" },
  PLACAR_DATA: { schema: z.string().default(".placar"), expected: "a folder" },
  PLACAR_ORIGIN: {
    schema: origin.transform((value) => new URL(value).origin).optional(),
    expected: "the public origin, such as https://placar.example (no path)",
  },
  PLACAR_TRUST_PROXY: { schema: z.stringbool().default(false), expected: "true or false" },
  PLACAR_SECRET: {
    schema: z.string().min(32).optional(),
    expected: "at least 32 characters, for example from `openssl rand -base64 48`",
    secret: true,
  },
  PLACAR_DEMO: { schema: z.stringbool().default(false), expected: "true or false" },
  DATABASE_URL: {
    schema: databaseUrl.optional(),
    expected: "a postgres:// URL (leave it out to use the embedded database)",
    secret: true,
  },
  DATABASE_REPLICA_URLS: {
    schema: databaseUrls,
    expected: "postgres:// URLs of streaming replicas, separated by commas",
    secret: true,
  },
  DATABASE_DRIVER: { schema: z.enum(["auto", "pg", "neon"]).default("auto"), expected: "auto, pg or neon" },
  REDIS_URL: {
    schema: redisUrl.optional(),
    expected: "a redis:// or rediss:// URL (leave it out to keep the cache in memory)",
    secret: true,
  },
  UPSTASH_REDIS_REST_URL: {
    schema: restUrl.optional(),
    expected: "an https:// URL (http:// only on this machine)",
  },
  UPSTASH_REDIS_REST_TOKEN: {
    schema: z.string().regex(/^\S+$/).optional(),
    expected: "a token without spaces",
    secret: true,
  },
  NEON_SQL_ENDPOINT: {
    schema: loopbackUrl.optional(),
    expected: "an http:// URL on this machine, for development (leave it out to reach Neon itself)",
  },
  NEON_WS_PROXY: {
    schema: loopbackAddress.optional(),
    expected: "host:port/path on this machine, for development (leave it out to reach Neon itself)",
  },
  SWEEP_SECONDS: {
    schema: z.coerce.number().min(0.1).max(3600).default(2),
    expected: "seconds between two sweeps of pending invalidations, 0.1 to 3600",
  },
  PLACAR_SMTP_URL: {
    schema: smtpUrl.optional(),
    expected: "an smtp:// or smtps:// URL (leave it out to send no e-mail)",
    secret: true,
  },
  PLACAR_MAIL_FROM: {
    schema: mailbox.optional(),
    expected: "an e-mail address, such as Placar <no-reply@placar.example>",
  },
  PLACAR_JOBS: { schema: z.enum(["on", "off"]).default("on"), expected: "on or off" },
  PLACAR_OPERATORS: {
    schema: z.string().optional().transform(addressesIn).pipe(z.array(z.email())),
    expected: "e-mail addresses, separated by commas",
  },
  PLACAR_SHOW_QUERIES: { schema: z.stringbool().optional(), expected: "true or false" },
  PLACAR_METRICS_TOKEN: {
    schema: z
      .string()
      .regex(/^[\x21-\x7e]{16,}$/)
      .optional(),
    expected: "at least 16 characters without spaces, for example from `openssl rand -hex 24`",
    secret: true,
  },
  LOG_LEVEL: {
    schema: z.enum(["fatal", "error", "warn", "info", "debug", "trace", "silent"]).default("info"),
    expected: "fatal, error, warn, info, debug, trace or silent",
  },
} satisfies Record<string, Variable>;

type Name = keyof typeof variables;
type Values = { [N in Name]: z.output<(typeof variables)[N]["schema"]> };

export interface Env {
  mode: "production" | "development" | "test";
  port: number;
  /** undefined listens on every address */
  host: string | undefined;
  /** folder of the embedded database and of what the application generates for itself */
  dataFolder: string;
  /** public origin without a trailing slash, if the server cannot tell it from the request */
  origin: string | undefined;
  /** believe X-Forwarded-Proto, -Host and -For */
  trustProxy: boolean;
  secret: string | undefined;
  demo: boolean;
  /** undefined means the embedded database */
  databaseUrl: string | undefined;
  /** streaming replicas of `databaseUrl` */
  databaseReplicaUrls: string[];
  databaseDriver: "auto" | "pg" | "neon";
  /** where a stand-in for Neon listens on this machine, instead of Neon itself */
  neonGateway: { sqlEndpoint: string; wsProxy: string } | undefined;
  /** undefined, as `upstash` is, means the cache in memory */
  redisUrl: string | undefined;
  /** never together with `redisUrl` */
  upstash: { url: string; token: string } | undefined;
  /** seconds */
  sweepSeconds: number;
  /** how e-mails are sent, with links to `origin`, which is set then; undefined where none are */
  mail: { smtpUrl: string; from: string; origin: string } | undefined;
  /** the server runs background jobs itself */
  jobs: boolean;
  /** e-mail addresses, in lower case, of the accounts that may see and steer what concerns the installation as a whole */
  operators: readonly string[];
  /** each page tells which queries it was made from */
  showQueries: boolean;
  /** what /metrics asks for; undefined closes it */
  metricsToken: string | undefined;
  logLevel: Values["LOG_LEVEL"];
}

/**
 * Reads the application's variables from a source such as `process.env`. A blank value counts as absent.
 * @throws EnvError with one line per bad variable
 */
export function parseEnv(source: Record<string, string | undefined>): Env {
  const complaints: string[] = [];
  const read = <N extends Name>(name: N): Values[N] => {
    const { schema, expected, ...rest }: Variable = variables[name];
    const given = source[name]?.trim() || undefined;
    const parsed = schema.safeParse(given);
    if (!parsed.success) {
      const got = given === undefined || rest.secret ? "" : `, got ${JSON.stringify(given)}`;
      complaints.push(`${name}: expected ${expected}${got}`);
    }
    return parsed.data as Values[N];
  };
  /** Both of two variables, or neither. */
  const readPair = <A extends Name, B extends Name>(first: A, second: B) => {
    const [one, other] = [read(first), read(second)];
    const given = [first, second].filter((name) => source[name]?.trim());
    if (given.length === 1) {
      const missing = given[0] === first ? second : first;
      complaints.push(`${missing}: expected together with ${given[0]}`);
    }
    return one !== undefined && other !== undefined ? ([one, other] as const) : undefined;
  };
  const upstash = readPair("UPSTASH_REDIS_REST_URL", "UPSTASH_REDIS_REST_TOKEN");
  const neon = readPair("NEON_SQL_ENDPOINT", "NEON_WS_PROXY");
  const mail = readPair("PLACAR_SMTP_URL", "PLACAR_MAIL_FROM");
  const origin = read("PLACAR_ORIGIN");
  if (source.PLACAR_SMTP_URL?.trim() && !source.PLACAR_ORIGIN?.trim()) {
    complaints.push(
      "PLACAR_ORIGIN: expected together with PLACAR_SMTP_URL, since a link in an e-mail must not come from who asked for it",
    );
  }
  const env: Env = {
    mode: read("NODE_ENV"),
    port: read("PORT"),
    host: read("HOST"),
    dataFolder: read("PLACAR_DATA"),
    origin,
    trustProxy: read("PLACAR_TRUST_PROXY"),
    secret: read("PLACAR_SECRET"),
    demo: read("PLACAR_DEMO"),
    databaseUrl: read("DATABASE_URL"),
    databaseReplicaUrls: read("DATABASE_REPLICA_URLS"),
    databaseDriver: read("DATABASE_DRIVER"),
    neonGateway: neon && { sqlEndpoint: neon[0], wsProxy: neon[1] },
    redisUrl: read("REDIS_URL"),
    upstash: upstash && { url: upstash[0], token: upstash[1] },
    sweepSeconds: read("SWEEP_SECONDS"),
    mail: mail && origin !== undefined ? { smtpUrl: mail[0], from: mail[1], origin } : undefined,
    jobs: read("PLACAR_JOBS") === "on",
    operators: read("PLACAR_OPERATORS"),
    showQueries: read("PLACAR_SHOW_QUERIES") ?? source.NODE_ENV?.trim() === "development",
    metricsToken: read("PLACAR_METRICS_TOKEN"),
    logLevel: read("LOG_LEVEL"),
  };
  if (env.redisUrl !== undefined && env.upstash !== undefined) {
    complaints.push(
      "UPSTASH_REDIS_REST_URL: expected without REDIS_URL, since the cache is kept in one place",
    );
  }
  if (env.databaseReplicaUrls?.length > 0 && env.databaseUrl === undefined) {
    complaints.push("DATABASE_REPLICA_URLS: expected together with DATABASE_URL");
  }
  if (complaints.length > 0) throw new EnvError(complaints.join("\n"));
  return env;
}

/** `.env.local` first, then `.env`: a variable that is already set is left as it is. */
function loadEnvFiles() {
  for (const file of [".env.local", ".env"]) {
    try {
      process.loadEnvFile(file);
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== "ENOENT") {
        throw new EnvError(`${file}: cannot be read (${(error as NodeJS.ErrnoException).code})`);
      }
    }
  }
}

let loaded: Env | undefined;

/**
 * The environment of this process: files and variables, read once.
 * @throws EnvError
 */
export function loadEnv(): Env {
  if (!loaded) {
    loadEnvFiles();
    loaded = parseEnv(process.env);
  }
  return loaded;
}
