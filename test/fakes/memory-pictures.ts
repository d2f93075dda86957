import type { Picture } from "@karla/sync/picture";
import type { PictureCache } from "@karla/sync/pictures";

export interface MemoryPictures extends PictureCache {
  /** How many pictures were asked for, each time somebody asked. */
  asked: number[];
}

/** The pictures of articles in memory. */
export function createMemoryPictures(): MemoryPictures {
  const kept = new Map<string, Picture>();
  const asked: number[] = [];
  return {
    asked,
    async known(shopId, keys) {
      asked.push(keys.length);
      return new Map(
        keys.flatMap((key): [string, Picture][] => {
          const picture = kept.get(`${shopId} ${key}`);
          return picture === undefined ? [] : [[key, picture]];
        }),
      );
    },
    async keep(shopId, pictures) {
      for (const [key, picture] of Object.entries(pictures)) {
        const other = kept.get(`${shopId} ${key}`);
        if (other === undefined || other.readAt < picture.readAt) kept.set(`${shopId} ${key}`, picture);
      }
    },
  };
}
