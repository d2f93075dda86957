import type { ShopId } from "../ids.ts";
import type { Picture, Pictures } from "../order/picture.ts";

/**
 * What is known of a shop's articles beyond single orders, so that most orders have their pictures without anybody being
 * asked. A cache: what is not in it is read once more.
 */
export interface PictureCache {
  /** Of these keys (`pictureKeyOf`), those that are known. */
  known(shopId: ShopId, keys: readonly string[]): Promise<ReadonlyMap<string, Picture>>;
  /** Keeps what was read; of two readings the later one stays. Never throws: no order may fail for it. */
  keep(shopId: ShopId, pictures: Pictures): Promise<void>;
}
