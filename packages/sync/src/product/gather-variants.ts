import type { ProductVariantBulkItem } from "@karla/api/product-variant";
import { type Gathering, gatherUpserts } from "../backfill/gather-upserts.ts";
import { NotSent } from "../pipeline/deliver-effect.ts";
import type { CallFailure } from "../pipeline/judge-failure.ts";
import { VARIANTS_AT_ONCE } from "./sync-product.ts";

/** The part of the core's client that the catalogue uses (`@karla/api/client`). */
export interface CatalogueClient {
  upsertProduct(variant: ProductVariantBulkItem): Promise<unknown>;
  /** Gives the variant ids of which the answer does not say that they were taken. Throws where there is no good answer. */
  upsertProducts(variants: readonly ProductVariantBulkItem[]): Promise<readonly string[]>;
  deleteProduct(productId: string): Promise<unknown>;
}

interface GatheredVariant {
  id: string;
  body: string;
  variant: ProductVariantBulkItem;
}

export interface VariantGathering extends Pick<Gathering, "leave"> {
  /** As `CataloguePort.upsert`. */
  upsert(variants: readonly ProductVariantBulkItem[]): Promise<void>;
}

/**
 * Gathers the variants of so many that give some into requests of 50, as an import does with orders: what an answer does not
 * clearly confirm is sent once more, alone. One request at a time: nobody is in a hurry.
 */
export function gatherVariants(
  givers: number,
  client: CatalogueClient,
  deps: { readFailure: (error: unknown) => CallFailure; patience: () => Promise<void> },
): VariantGathering {
  const inTurn = oneAtATime();
  const gathering = gatherUpserts<GatheredVariant>(
    givers,
    {
      one: ({ variant }) => inTurn(() => client.upsertProduct(variant)),
      many: (gathered) => inTurn(() => client.upsertProducts(gathered.map(({ variant }) => variant))),
    },
    { ...deps, most: VARIANTS_AT_ONCE },
  );
  return {
    upsert: (variants) =>
      allOf(
        variants.map((variant) => gathering.upsert({ id: variant.variant_id, body: JSON.stringify(variant), variant })),
      ),
    leave: gathering.leave,
  };
}

/** Of what failed the word of the core counts, before that something was not sent. */
async function allOf(work: readonly Promise<void>[]): Promise<void> {
  const failures = (await Promise.allSettled(work)).flatMap((each) =>
    each.status === "rejected" ? [each.reason] : [],
  );
  if (failures.length > 0) throw failures.find((error) => !(error instanceof NotSent)) ?? failures[0];
}

function oneAtATime(): <T>(call: () => Promise<T>) => Promise<T> {
  let last: Promise<unknown> = Promise.resolve();
  return (call) => {
    const next = last.then(call);
    last = next.catch(() => undefined);
    return next;
  };
}
