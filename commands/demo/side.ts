import type { StackStatus } from "../stack.ts";
import type { Verdict } from "./verdict.ts";

/** What a comparison of a shop with the books brought to light. */
export interface Compared {
  found: number;
  /** Why there was none. */
  failure: string | null;
}

/** One platform's shop in the demo: its whole life, from the installation to the verdict. */
export interface Side {
  /** Installs the app, connects the shop with the core, publishes a mapping. */
  install(): Promise<void>;
  /** Sells, and resolves when everything was sent. */
  play(): Promise<void>;
  /** Asks for a comparison, where messages do not tell everything. */
  compare(): Promise<Compared>;
  /** What the operator's command says of this shop. */
  status(): Promise<StackStatus>;
  judge(run: { before: StackStatus; after: StackStatus; compared: Compared }): Promise<Verdict>;
  close(): void;
}
