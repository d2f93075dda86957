import type { Turn } from "../lane/lanes.ts";
import type { KarlaPort } from "../pipeline/deliver-effect.ts";
import type { Connection } from "../pipeline/shops.ts";
import { runTurn } from "../worker/run-turn.ts";
import type { TurnDeps } from "../worker/turn-deps.ts";
import { type BulkPort, type Gathering, gatherUpserts } from "./gather-upserts.ts";

/** One that reads something for its order first does not keep all others waiting. */
const PATIENCE_MS = 500;

export interface TogetherDeps extends TurnDeps {
  bulkFor: (connection: Connection) => BulkPort;
  /** Milliseconds. */
  sleep: (ms: number) => Promise<void>;
  /** A turn that could not be finished: its lease runs out. */
  onUnfinished: (error: unknown) => void;
}

/** Runs turns of one shop side by side: their orders reach the core in one request, and their commits share a statement. */
export async function runTogether(turns: readonly Turn[], deps: TogetherDeps): Promise<void> {
  let gathering: Gathering | null = null;
  let left = 0;
  const gather = (connection: Connection): Gathering => {
    gathering ??= gatherUpserts(turns.length - left, deps.bulkFor(connection), {
      readFailure: deps.readFailure,
      patience: () => deps.sleep(PATIENCE_MS),
    });
    return gathering;
  };
  const karlaFor = (connection: Connection): KarlaPort => ({
    ...deps.karlaFor(connection),
    upsertOrder: (body, id) => gather(connection).upsert({ id, body }),
  });
  const run = async (turn: Turn) => {
    try {
      await runTurn(turn, { ...deps, karlaFor });
    } catch (error) {
      deps.onUnfinished(error);
    } finally {
      left += 1;
      gathering?.leave();
    }
  };
  await Promise.all(turns.map(run));
}
