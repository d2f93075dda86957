import type { Installation, Installations } from "./installation.ts";

/** Installations in memory, with the same compare-and-set as the store. */
export function memoryInstallations() {
  const byId = new Map<string, Installation>();
  const port: Installations & { get(shopId: string): Installation | undefined; put(installation: Installation): void } =
    {
      async find(shopId) {
        return byId.get(shopId) ?? null;
      },
      async save(installation) {
        if ((byId.get(installation.shopId)?.version ?? 0) !== installation.version) return false;
        byId.set(installation.shopId, { ...installation, version: installation.version + 1 });
        return true;
      },
      get: (shopId) => byId.get(shopId),
      put: (installation) => void byId.set(installation.shopId, installation),
    };
  return port;
}
