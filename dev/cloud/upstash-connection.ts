import { Command, Redis, ReplyError } from "ioredis";
import { RequestError } from "./request-body.ts";
import { type RedisCommand, refusalOf } from "./upstash-commands.ts";
import { createScriptTranslator, type Translation } from "./upstash-scripts.ts";

/** A reply of Redis: Buffer, number, null, an array of these, or the error it answered with. */
export type Reply = Buffer | number | null | Reply[] | Error;

export interface UpstashConnection {
  /** Runs commands one after the other; each answers for itself. */
  run(commands: readonly RedisCommand[]): Promise<Reply[]>;
  /** Runs them as one transaction: a reply for each, or the one error that discarded all. */
  runTransaction(commands: readonly RedisCommand[]): Promise<Reply[] | Error>;
  close(): void;
}

/**
 * The one connection that all clients of a gateway share.
 *
 * @param options.keyLocking whether scripts may carry Upstash's `allow-key-locking`
 * @throws Error when there is no server at `url`
 */
export async function openConnection(
  url: string,
  options: { keyLocking: boolean },
): Promise<UpstashConnection> {
  const client = new Redis(url, {
    lazyConnect: true,
    protocol: 2,
    // What a lost connection leaves unanswered may have been carried out: to say so is the client's business.
    enableOfflineQueue: false,
    autoResendUnfulfilledCommands: false,
    maxRetriesPerRequest: 0,
    retryStrategy: (times) => Math.min(20 * times, 500),
  });
  client.on("error", () => {});
  await client.connect();
  const translateScripts = createScriptTranslator();

  function translate(command: RedisCommand): Translation {
    if (options.keyLocking) return translateScripts(command);
    const [name, ...args] = command;
    return { name: name.toUpperCase(), args, restore: (reply) => reply };
  }

  /** In upper case, since ioredis knows commands by their lower-case names and would rearrange what they answer. */
  async function send(name: string, args: string[]): Promise<Reply> {
    try {
      return (await client.sendCommand(new Command(name, args, { replyEncoding: null }))) as Reply;
    } catch (error) {
      if (error instanceof ReplyError) return error as Error;
      throw new RequestError(503, `ERR the server behind this endpoint does not answer: ${error}`);
    }
  }

  return {
    run(commands) {
      return Promise.all(
        commands.map(async (command) => {
          const refusal = refusalOf(command);
          if (refusal !== undefined) return new Error(refusal);
          const { name, args, restore } = translate(command);
          const reply = await send(name, args);
          return reply instanceof Error ? reply : (restore(reply) as Reply);
        }),
      );
    },
    async runTransaction(commands) {
      const refusal = commands.map(refusalOf).find((each) => each !== undefined);
      if (refusal !== undefined) return new Error(`EXECABORT Transaction discarded because of: ${refusal}`);
      const translations = commands.map(translate);
      // Written without a pause, so that no other client's command gets between.
      const sent = [send("MULTI", []), ...translations.map(({ name, args }) => send(name, args))];
      const [replies] = await Promise.all([send("EXEC", []), ...sent]);
      if (!Array.isArray(replies))
        return replies instanceof Error ? replies : new Error("ERR EXEC without replies");
      return replies.map((reply, i) =>
        reply instanceof Error ? reply : (translations[i]?.restore(reply) as Reply),
      );
    },
    close: () => client.disconnect(),
  };
}
