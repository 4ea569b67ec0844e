/** One command as a client sends it: its name in any case, then its arguments. */
export type RedisCommand = readonly [name: string, ...args: string[]];

/** They wait, and so would every other client of the one connection behind the gateway. */
const blocking = [
  ...["BLPOP", "BRPOP", "BRPOPLPUSH", "BLMOVE", "BLMPOP", "BZPOPMIN", "BZPOPMAX", "BZMPOP"],
  ...["WAIT", "WAITAOF", "DEBUG"],
];

/** They change what the connection is, or end it. */
const ofTheConnection = [
  ...["AUTH", "HELLO", "SELECT", "CLIENT", "QUIT", "RESET", "READONLY", "READWRITE", "ASKING"],
  ...["MULTI", "EXEC", "DISCARD", "WATCH", "UNWATCH"],
  ...["SUBSCRIBE", "UNSUBSCRIBE", "PSUBSCRIBE", "PUNSUBSCRIBE", "SSUBSCRIBE", "SUNSUBSCRIBE", "MONITOR"],
  ...["SYNC", "PSYNC", "REPLCONF", "REPLICAOF", "SLAVEOF", "FAILOVER", "SHUTDOWN"],
];

const refused = new Set([...blocking, ...ofTheConnection]);

/** The error for a command that a connection shared by all clients cannot run; undefined for any other. */
export function refusalOf([name, ...args]: RedisCommand): string | undefined {
  const upper = name.toUpperCase();
  const waits =
    (upper === "XREAD" || upper === "XREADGROUP") && args.some((arg) => arg.toUpperCase() === "BLOCK");
  const debugs = upper === "SCRIPT" && args[0]?.toUpperCase() === "DEBUG";
  return refused.has(upper) || waits || debugs ? `ERR Command is not available: '${upper}'` : undefined;
}
