import type { Installations } from "./installation.ts";

/** `shop_identity`: whoever knows the app's secret is taken for any shop. For a control of chaos, which must then see it. */
export function installationsWithout(guard: string | undefined, installations: Installations): Installations {
  if (guard !== "shop_identity") return installations;
  return {
    async find(shopId) {
      const known = await installations.find(shopId);
      return known && { ...known, secret: null };
    },
    async save(installation) {
      const secret = (await installations.find(installation.shopId))?.secret ?? null;
      // What was hidden is kept: the shop's own messages go on.
      const hidden = installation.secret === null ? { secret } : { previousSecret: secret };
      return installations.save({ ...installation, ...hidden });
    },
  };
}
