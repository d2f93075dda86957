import type { JournaledParcel } from "../carrier-journal.ts";
import type { StackStatus } from "../stack.ts";
import type { Verdict } from "./verdict.ts";

/** What a comparison of a shop with the books brought to light. */
export interface Compared {
  found: number;
  /** Why there was none. */
  failure: string | null;
}

/** What is known of a run when it is over. */
export interface SideRun {
  before: StackStatus;
  after: StackStatus;
  compared: Compared;
  /** What the carrier told, by tracking number. */
  journal: ReadonlyMap<string, JournaledParcel>;
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
  /** Numbers of the parcels that a carrier has to be asked about. */
  parcels(): readonly string[];
  /** How much the shop has sent and was told so far. */
  said(): number;
  judge(run: SideRun): Promise<Verdict>;
  close(): void;
}
