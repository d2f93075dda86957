/** Lane of a shop's catalogue as a whole: what its messages say of products, and the way through all of them. */
export const PRODUCTS_LANE = "products";

const PREFIX = "product/";

/** The lane of one product with all of its variants: what the core is given of it goes out strictly one after the other. */
export function productLane(productId: string): string {
  return `${PREFIX}${productId}`;
}

/** Throws for a lane of anything else, which is a defect of ours. */
export function productOfLane(laneKey: string): string {
  if (!laneKey.startsWith(PREFIX)) throw new Error("not the lane of a product");
  return laneKey.slice(PREFIX.length);
}
