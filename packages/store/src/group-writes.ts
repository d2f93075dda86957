import { errorCode } from "./error-code.ts";

/**
 * Gathers writes of the same kind: one statement is under way, what comes meanwhile goes into the next one. One commit at a
 * time costs the database least, and a lone write waits for nothing.
 *
 * `run` gives one answer for each write. Where the database refuses a statement, its writes are tried once more each by
 * itself, so that a bad one fails alone; when it is not known whether they were committed, all of them fail. `gather`
 * resolves when all are there that come at the same time; without it the first one goes at once.
 */
export function groupWrites<Write, Answer>(
  run: (writes: readonly Write[]) => Promise<readonly Answer[]>,
  maxWrites: number,
  gather?: () => Promise<void>,
): (write: Write) => Promise<Answer> {
  interface Waiting {
    write: Write;
    resolve(answer: Answer): void;
    reject(error: unknown): void;
  }
  let waiting: Waiting[] = [];
  let running = false;

  async function drain(): Promise<void> {
    while (waiting.length > 0) {
      if (gather !== undefined) await untilAllAreThere(gather);
      const batch = waiting.slice(0, maxWrites);
      waiting = waiting.slice(maxWrites);
      await commit(batch);
    }
    running = false;
  }

  /** Those that come together come one after the other, a moment between them: as long as more come it is waited. */
  async function untilAllAreThere(moment: () => Promise<void>): Promise<void> {
    for (let there = 0; there < waiting.length && there < maxWrites; ) {
      there = waiting.length;
      await moment();
      // Who begins the next one may have waited for the same moment, and come after us.
      if (there === waiting.length) await moment();
    }
  }

  async function commit(batch: readonly Waiting[]): Promise<void> {
    try {
      const answers = await run(batch.map(({ write }) => write));
      for (const [index, { resolve }] of batch.entries()) resolve(answers[index] as Answer);
    } catch (error) {
      if (batch.length > 1 && isRefused(error)) await Promise.all(batch.map((one) => commit([one])));
      else for (const { reject } of batch) reject(error);
    }
  }

  return (write) =>
    new Promise((resolve, reject) => {
      waiting.push({ write, resolve, reject });
      if (running) return;
      running = true;
      void drain();
    });
}

/** The server's own answer to the statement: it is rolled back. Classes 08 and 57 say that the connection ended instead. */
function isRefused(error: unknown): boolean {
  return /^(?!08|57)[0-9A-Z]{5}$/.test(errorCode(error) ?? "");
}
