import type { Turn } from "../lane/lanes.ts";
import type { KarlaPort } from "../pipeline/deliver-effect.ts";
import type { Connection } from "../pipeline/shops.ts";
import { runTurn } from "../worker/run-turn.ts";
import type { TurnDeps } from "../worker/turn-deps.ts";
import { type BulkPort, type Gathering, gatherUpserts, type Upsert } from "./gather-upserts.ts";

/** One that reads something for its order first does not keep all others waiting. */
const PATIENCE_MS = 500;

export interface TogetherDeps extends TurnDeps {
  bulkFor: (connection: Connection) => BulkPort;
  /** Milliseconds. */
  sleep: (ms: number) => Promise<void>;
  /** Lets everything else that waits have its turn: a batch must not keep the process for itself. */
  pause: () => Promise<void>;
  /** A turn that could not be finished: its lease runs out. */
  onUnfinished: (error: unknown) => void;
}

/** Runs turns of one shop side by side: their orders reach the core in one request for each slug, and their commits share a statement. */
export async function runTogether(turns: readonly Turn[], deps: TogetherDeps): Promise<void> {
  const gatherings = new Map<string, Gathering>();
  /** Of the turns whose order is somewhere: at which slug, null where they ended without sending any. */
  const placed = new Map<Turn, string | null>();
  const place = (turn: Turn, slug: string | null) => {
    if (placed.has(turn)) return;
    placed.set(turn, slug);
    for (const [other, gathering] of gatherings) if (other !== slug) gathering.leave();
  };
  const gather = (turn: Turn, connection: Connection): Gathering => {
    const { slug } = connection;
    place(turn, slug);
    const known = gatherings.get(slug);
    if (known !== undefined) return known;
    const elsewhere = [...placed.values()].filter((other) => other !== slug).length;
    const bulk = deps.bulkFor(connection);
    const core = {
      one: ({ body }: Upsert) => bulk.upsertOrder(body),
      many: (orders: readonly Upsert[]) => bulk.upsertOrders(orders),
    };
    const gathering = gatherUpserts(turns.length - elsewhere, core, {
      readFailure: deps.readFailure,
      patience: () => deps.sleep(PATIENCE_MS),
    });
    gatherings.set(slug, gathering);
    return gathering;
  };
  const karlaFor = (turn: Turn, connection: Connection): KarlaPort => ({
    ...deps.karlaFor(connection),
    upsertOrder: (body, id) => gather(turn, connection).upsert({ id, body }),
  });
  const run = async (turn: Turn) => {
    try {
      await runTurn(turn, { ...deps, karlaFor: (connection) => karlaFor(turn, connection) });
    } catch (error) {
      deps.onUnfinished(error);
    } finally {
      place(turn, null);
      gatherings.get(placed.get(turn) ?? "")?.leave();
    }
  };
  const running: Promise<void>[] = [];
  for (const turn of turns) {
    running.push(run(turn));
    await deps.pause();
  }
  await Promise.all(running);
}
