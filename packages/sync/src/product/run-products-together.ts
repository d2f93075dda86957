import type { Turn } from "../lane/lanes.ts";
import { CLOSED } from "../outbox/breaker.ts";
import { NotSent } from "../pipeline/deliver-effect.ts";
import type { Connection } from "../pipeline/shops.ts";
import { runTurn } from "../worker/run-turn.ts";
import type { TurnDeps } from "../worker/turn-deps.ts";
import type { Catalogue } from "./catalogue.ts";
import { type CatalogueClient, gatherVariants, type VariantGathering } from "./gather-variants.ts";
import type { ProductRead } from "./product-reader.ts";

/** A product with more variants than one request takes does not keep all others waiting. */
const PATIENCE_MS = 500;
const REFUSED = [400, 409, 413, 422];

export interface ProductsTogetherDeps {
  turns: TurnDeps;
  catalogue: Catalogue;
  clientOf: (connection: Connection) => CatalogueClient;
  /** Milliseconds. */
  sleep: (ms: number) => Promise<void>;
  /** A turn that could not be finished: its lease runs out. */
  onUnfinished: (error: unknown) => void;
}

/**
 * Runs the turns of products that were read together, side by side: what they give the core goes out in requests of 50 for each
 * slug, and their commits share statements. Gives whether the core answered all of it.
 */
export async function runProductsTogether(
  turns: readonly Turn[],
  read: ReadonlyMap<string, ProductRead>,
  { turns: deps, catalogue, clientOf, sleep, onUnfinished }: ProductsTogetherDeps,
): Promise<boolean> {
  const gatherings = new Map<string, VariantGathering>();
  let running = turns.length;
  let answers = true;
  const noting = async (call: Promise<void>): Promise<void> => {
    try {
      await call;
    } catch (error) {
      if (!isRefusal(error, deps.readFailure)) answers = false;
      throw error;
    }
  };
  const gather = (connection: Connection): VariantGathering => {
    const known = gatherings.get(connection.slug);
    if (known !== undefined) return known;
    const gathering = gatherVariants(running, clientOf(connection), {
      readFailure: deps.readFailure,
      patience: () => sleep(PATIENCE_MS),
    });
    gatherings.set(connection.slug, gathering);
    return gathering;
  };
  const together: TurnDeps = {
    ...deps,
    catalogue: {
      ...catalogue,
      reader: { ...catalogue.reader, read: async () => read },
      coreOf: (connection) => ({
        upsert: (variants) => noting(gather(connection).upsert(variants)),
        deleteProduct: (productId) => noting(catalogue.coreOf(connection).deleteProduct(productId)),
      }),
    },
    // Whoever goes through the page was let through for all of them. What becomes of their calls the breaker is told.
    breakers: {
      read: async (shopId, destination) =>
        destination === "catalogue" ? CLOSED : deps.breakers.read(shopId, destination),
      update: deps.breakers.update,
    },
  };
  const run = async (turn: Turn) => {
    try {
      await runTurn(turn, together);
    } catch (error) {
      onUnfinished(error);
    } finally {
      running -= 1;
      for (const gathering of gatherings.values()) gathering.leave();
    }
  };
  await Promise.all(turns.map(run));
  return answers;
}

/** The core has looked at the product, and does not take it: that is between the two. */
function isRefusal(error: unknown, readFailure: TurnDeps["readFailure"]): boolean {
  if (error instanceof NotSent) return false;
  const { kind, status, credentials } = readFailure(error);
  return kind === "refusal" && !credentials && REFUSED.includes(status ?? 0);
}
