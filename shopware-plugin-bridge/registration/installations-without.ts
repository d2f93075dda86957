import type { Installation, Installations } from "./installation.ts";

/**
 * `shop_identity`: whoever knows the app's secret is taken for any shop. `generation`: what was signed before the last registration
 * still ends the installation. For controls of chaos, which must then see it.
 */
export function installationsWithout(guard: string | undefined, installations: Installations): Installations {
  switch (guard) {
    case "shop_identity":
      return takenForAnybodys(installations);
    case "generation":
      return {
        ...installations,
        async find(shopId) {
          const known = await installations.find(shopId);
          return known && setBack(known);
        },
      };
    default:
      return installations;
  }
}

/** `overlap`: what was signed before the last registration is not taken any more. For a control of chaos as well. */
export function foundWithout(guard: string | undefined, find: Installations["find"]): Installations["find"] {
  if (guard !== "overlap") return find;
  return async (shopId) => {
    const known = await find(shopId);
    return known && { ...known, previousSecret: null };
  };
}

function takenForAnybodys(installations: Installations): Installations {
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

function setBack(known: Installation): Installation {
  const { secret, previousSecret } = known;
  return previousSecret === null ? known : { ...known, secret: previousSecret, previousSecret: secret };
}
