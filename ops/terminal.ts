import { SingleBar } from "cli-progress";

/** Where a command writes. What it made goes to `out`, what it has to say about it to `err`; each call is a line. */
export interface Terminal {
  out(line: string): void;
  err(line: string): void;
  /** A bar for work that takes its time; where nobody watches a terminal nothing, or a line a quarter. */
  progress(label: string): Progress;
}

export interface Progress {
  /** How much of how much, in any unit. */
  show(done: number, total: number): void;
  end(): void;
}

/**
 * Standard output and standard error of this process.
 * @param quarters whether progress is said in lines where standard error is no terminal: a line each 25 %
 */
export function processTerminal({ quarters = false } = {}): Terminal {
  let bar: SingleBar | undefined;
  const write = (stream: NodeJS.WriteStream, line: string) => {
    // Lines go above the bar, not through it.
    if (bar) process.stderr.write("\r\x1b[K");
    stream.write(`${line}\n`);
  };
  return {
    out: (line) => write(process.stdout, line),
    err: (line) => write(process.stderr, line),
    progress: (label) => {
      if (!process.stderr.isTTY) return quarters ? inQuarters(label) : { show: () => {}, end: () => {} };
      return {
        show: (done, total) => {
          if (!bar) {
            bar = new SingleBar({
              stream: process.stderr,
              format: `${label} {bar} {percentage} %`,
              barCompleteChar: "█",
              barIncompleteChar: "░",
              barsize: 32,
              hideCursor: true,
              clearOnComplete: true,
              gracefulExit: false,
            });
            bar.start(total, done);
          }
          bar.setTotal(total);
          bar.update(Math.min(done, total));
        },
        end: () => {
          bar?.stop();
          bar = undefined;
        },
      };
    },
  };
}

function inQuarters(label: string): Progress {
  let said = 0;
  return {
    show: (done, total) => {
      const reached = Math.floor((4 * Math.min(done, total)) / total);
      if (reached <= said) return;
      said = reached;
      process.stderr.write(`${label}: ${25 * reached} %\n`);
    },
    end: () => {},
  };
}
