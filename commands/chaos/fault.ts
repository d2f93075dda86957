import type { Platform } from "./shop/platform.ts";

/** Guards that a control takes out (`KARLA_GUARD_OFF`); `stop` is none of the product's: a parent that obeys no SIGTERM. */
export type Guard =
  | "ack"
  | "dedupe"
  | "fence"
  | "lane"
  | "poison"
  | "jitter"
  | "log"
  | "retry_after"
  | "breaker"
  | "compare"
  | "body_limit"
  | "quarantine"
  | "core_answer"
  | "shop_identity"
  | "once"
  | "drain"
  | "unknown_effect"
  | "clock"
  | "time_limit"
  | "conflict_retry"
  | "redact"
  | "generation"
  | "overlap"
  | "refresh"
  | "access"
  | "leak"
  | "rename"
  | "stop";

/** What one run with a fault came to. */
export interface Observation {
  /** What was done to the product, in numbers: `{ kills: 3, writes_held: 2 }`. Zero of anything is no proof. */
  injected: Readonly<Record<string, number>>;
  /** What was seen, in numbers. */
  observed: Readonly<Record<string, number>>;
  /** Each is a reason why the product did not hold; empty when it did. */
  broken: readonly string[];
  /** Faults that were seen in one and the same run give it the same name: its figures are added up once. */
  run?: string;
}

/** A fault of the matrix, as a run that can be made with the product whole and with one of its guards taken out. */
export interface Fault {
  /** As in `docs/reliability.md`, e.g. "F04". */
  id: string;
  suite: "lane" | "kill" | "life";
  /** One sentence: what is done, and what must hold. */
  title: string;
  /** The guard without which it must not hold. */
  guard: Guard;
  /** Why it cannot happen to shops of a platform. */
  cannot?: Partial<Record<Platform["name"], string>>;
  /** Leases are short in it, or times are looked at: nothing else may keep the machine busy meanwhile. */
  alone?: true;
  /** Throws where it could not be made at all, which is no verdict. */
  run(context: RunContext): Promise<Observation>;
}

export interface RunContext {
  seed: number;
  /** Whose receivers and workers are tried, and whose shops send. */
  platform: Platform;
  /** Null for the product as it is. */
  without: Guard | null;
  /** For `npm test`. */
  quick: boolean;
  /** Smaller numbers: for `npm test`, and where the same engine was tried at full size on another platform. */
  small: boolean;
  /** How long to soak; null for as long as the size of the run says. */
  soakMinutes: number | null;
  /** Faults that are run in this session: those that can share a run with this one do. */
  alongside?: readonly string[];
  say(line: string): void;
}
