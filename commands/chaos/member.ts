import { setPriority } from "node:os";
import { childEnv } from "../env.ts";
import { type StartedProcess, startProcess } from "../start-process.ts";

export type Changes = Record<string, string | undefined>;

/** One real process of the product that may be killed and started again, on the same port. */
export interface Member {
  name: string;
  /** Of its present life; 0 while it is not running. */
  pid(): number;
  url: string;
  /** Sends a signal and, where that ends it, waits for the end. */
  kill(signal: "SIGKILL" | "SIGTERM"): Promise<void>;
  /** SIGSTOP and SIGCONT: it sleeps and knows nothing of it. */
  freeze(): void;
  thaw(): void;
  /** Resolves when its present life ends, whoever ends it. */
  ended(): Promise<void>;
  /** Ends it for good, also where it is just being started. */
  retire(): Promise<void>;
  /** Starts it again, with changes to its environment for this life only (a failpoint). */
  start(changes?: Changes): Promise<void>;
}

/** An end of a process, or an outage of the database, as it was noticed. */
export interface Death {
  /** Of the member, or `database`. */
  name: string;
  /** Milliseconds since the epoch. */
  at: number;
  /** Of the database: when it answered again; missing while it does not, and of processes. */
  until?: number;
  /** What ended the process; null where it ended by itself, which nobody asked it to. */
  signal: NodeJS.Signals | null;
}

/** The world outside does not become slow because the product is: what sends, answers and judges comes first. */
const NICE = 5;

/** Starts a process of the product. Each of its ends is noted in `deaths`. `env`: read again at each start. */
export async function createMember(
  { name, script, logFile, deaths }: { name: string; script: string; logFile: string; deaths: Death[] },
  env: () => Changes,
): Promise<Member> {
  let life: StartedProcess | null = null;
  let killedAt: number | null = null;
  let over: Promise<void> = Promise.resolve();
  let starting: Promise<void> = Promise.resolve();
  let retired = false;
  async function begin(changes: Changes): Promise<void> {
    const port = self.url === "" ? "0" : new URL(self.url).port;
    const own = childEnv({ ...env(), PORT: port, ...changes });
    const started = await startProcess({ name, script, logFile, env: own }).catch((error: unknown) => {
      // It may have worked before it could say that it listens.
      deaths.push({ name, at: Date.now(), signal: null });
      throw error;
    });
    setPriority(started.pid, NICE);
    life = started;
    self.url = started.url;
    over = started.failed.then(() => {
      deaths.push({ name, at: killedAt ?? Date.now(), signal: started.signal() });
      killedAt = null;
      if (life === started) life = null;
    });
  }

  const self: Member = {
    name,
    url: "",
    pid: () => life?.pid ?? 0,
    async kill(signal) {
      if (life === null) return;
      killedAt = Date.now();
      process.kill(life.pid, signal);
      await over;
    },
    freeze: () => void (life && process.kill(life.pid, "SIGSTOP")),
    thaw: () => void (life && process.kill(life.pid, "SIGCONT")),
    ended: () => over,
    async retire() {
      retired = true;
      await starting.catch(() => undefined);
      await self.kill("SIGKILL");
    },
    start(changes = {}) {
      if (retired) return Promise.reject(new Error(`${name} is not needed any more`));
      starting = begin(changes);
      return starting;
    },
  };
  await self.start();
  return self;
}
