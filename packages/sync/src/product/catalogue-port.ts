import type { CallFailure } from "../pipeline/judge-failure.ts";
import type { CataloguePort } from "./catalogue.ts";
import { type CatalogueClient, gatherVariants } from "./gather-variants.ts";

/** The core's client as one product's turn uses it. */
export function cataloguePort(client: CatalogueClient, readFailure: (error: unknown) => CallFailure): CataloguePort {
  return {
    // All of them are given at once: nobody else is waited for.
    upsert: (variants) => gatherVariants(variants.length, client, { readFailure, patience: never }).upsert(variants),
    deleteProduct: async (productId) => {
      await client.deleteProduct(productId);
    },
  };
}

const never = () => new Promise<void>(() => {});
