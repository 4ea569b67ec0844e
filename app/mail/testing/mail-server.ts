import type { AddressInfo } from "node:net";
import { setTimeout } from "node:timers/promises";
import { SMTPServer } from "smtp-server";

/** An e-mail as the server got it. */
export interface Received {
  to: string[];
  subject: string;
  id: string;
  /** decoded */
  text: string;
  html: string;
  /** as it came over the wire */
  raw: string;
}

export interface MailServer {
  /** for PLACAR_SMTP_URL */
  url: string;
  received: Received[];
  /** From now on it answers a recipient so; undefined takes everybody. */
  refuseWith(code: number | undefined): void;
  /** From now on it leaves whoever has sent an e-mail without an answer, and refuses it when it goes on; `reached` when the first waits. */
  hold(): { reached: Promise<void>; goOn(): void };
  /** The newest for an address, waited for; `after` is how many there were before. */
  waitFor(to: string, after?: number): Promise<Received>;
  stop(): Promise<void>;
}

/** A real SMTP server on a free port of this machine, which keeps what it is sent. */
export async function startMailServer(): Promise<MailServer> {
  const received: Received[] = [];
  let refusal: number | undefined;
  let gate: { passed: Promise<void>; reach(): void } | undefined;
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ["STARTTLS"],
    onRcptTo(_address, _session, done) {
      if (refusal === undefined) return done();
      done(Object.assign(new Error("No such recipient"), { responseCode: refusal }));
    },
    onData(stream, { envelope }, done) {
      const chunks: Buffer[] = [];
      stream.on("data", (chunk: Buffer) => chunks.push(chunk));
      stream.once("end", async () => {
        if (gate) {
          gate.reach();
          await gate.passed;
          return done(Object.assign(new Error("Held for too long"), { responseCode: 451 }));
        }
        received.push(
          parse(
            envelope.rcptTo.map(({ address }) => address),
            Buffer.concat(chunks).toString(),
          ),
        );
        done();
      });
    },
  });
  server.on("error", () => {});
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.server.address() as AddressInfo;
  const to = (address: string) => received.filter((mail) => mail.to.includes(address));
  return {
    url: `smtp://127.0.0.1:${port}`,
    received,
    refuseWith(code) {
      refusal = code;
    },
    hold() {
      const [reached, passed] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()];
      gate = { passed: passed.promise, reach: reached.resolve };
      return {
        reached: reached.promise,
        goOn() {
          gate = undefined;
          passed.resolve();
        },
      };
    },
    async waitFor(address, after = 0) {
      for (const deadline = Date.now() + 30_000; Date.now() < deadline; await setTimeout(50)) {
        const [newest] = to(address).slice(after).slice(-1);
        if (newest) return newest;
      }
      throw new Error(`No e-mail has come for ${address}.`);
    },
    stop: () => new Promise((resolve) => server.close(() => resolve())),
  };
}

function parse(to: string[], raw: string): Received {
  const [head = "", ...rest] = raw.split("\r\n\r\n");
  const body = rest.join("\r\n\r\n");
  const header = (name: string, of = head) =>
    new RegExp(`^${name}: ((?:.|\r\n[ \t])*)`, "im").exec(of)?.[1]?.replace(/\r\n[ \t]+/g, " ") ?? "";
  const boundary = /boundary="([^"]+)"/.exec(header("Content-Type"))?.[1] ?? "";
  const parts = body.split(`--${boundary}`).map((part) => {
    const [partHead = "", ...text] = part.replace(/^\r\n/, "").split("\r\n\r\n");
    return {
      type: header("Content-Type", partHead),
      text: decode(text.join("\r\n\r\n"), header("Content-Transfer-Encoding", partHead)),
    };
  });
  const part = (type: string) => parts.find((each) => each.type.startsWith(type))?.text ?? "";
  return {
    to,
    subject: decodeWords(header("Subject")),
    id: header("Message-ID"),
    text: part("text/plain"),
    html: part("text/html"),
    raw,
  };
}

function decode(text: string, encoding: string): string {
  if (encoding === "base64") return Buffer.from(text, "base64").toString();
  if (encoding !== "quoted-printable") return text.replaceAll("\r\n", "\n");
  const bytes = text
    .replace(/=\r\n/g, "")
    .replace(/=([0-9A-F]{2})/g, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)));
  return Buffer.from(bytes, "latin1").toString().replaceAll("\r\n", "\n");
}

/** RFC 2047 */
function decodeWords(text: string): string {
  return text
    .replace(/\?=\s+=\?/g, "?==?")
    .replace(/=\?utf-8\?([QB])\?([^?]*)\?=/gi, (_, kind: string, word: string) =>
      kind.toUpperCase() === "B"
        ? Buffer.from(word, "base64").toString()
        : decode(word.replaceAll("_", " "), "quoted-printable"),
    );
}
