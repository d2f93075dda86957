import { setImmediate as pause } from "node:timers/promises";
import type { KarlaClient } from "@karla/api/client";
import { KarlaError } from "@karla/api/errors";
import type { Store } from "@karla/store/open-store";
import type { Clock } from "@karla/sync/clock";
import { type ConnectionResult, checkConnection, switchOffCoreSync } from "@karla/sync/connect-shop";
import type { Platform, ShopId } from "@karla/sync/ids";
import { createMappingDesk, type MappingDesk } from "@karla/sync/mapping-desk";
import type { Normalise } from "@karla/sync/normalise";
import type { KeptFor } from "@karla/sync/retention";
import type { Connection, CoreSync } from "@karla/sync/shops";
import type { TriggerUse } from "@karla/sync/trigger-uses";
import { importFirst } from "../import-first.ts";
import { type CertificateServices, createCertificateServices } from "./certificate-services.ts";
import { createImportServices, type ImportServices } from "./import-services.ts";
import {
  createPersonalDataServices,
  type PersonalDataServices,
  type PersonalDataStore,
} from "./personal-data-services.ts";
import { createReplayServices, type ReplayServices, type ReplayStore } from "./replay-services.ts";
import { createSettingsServices, type SettingsServices } from "./settings-services.ts";
import { NO_CHOICES, type ShopChoices } from "./shop-choices.ts";

/** What the merchant's pages ask for. A shop is named as its platform does: by its domain at Shopify, by its shop id at Shopware. */
export interface MerchantServices
  extends ImportServices,
    CertificateServices,
    SettingsServices,
    ReplayServices,
    PersonalDataServices {
  home(shop: string): Promise<HomeView>;
  problems(shop: string): Promise<HomeView["problems"]>;
  /** What is saved, and whether the core itself syncs the shop; the key never comes back. */
  connection(shop: string): Promise<{ slug: string; username: string; coreSync: CoreSync } | null>;
  /** What the shop's platform said of the use of our triggers. */
  triggerUses(shop: string): Promise<TriggerUse[]>;
  /** Tries what the merchant entered, and saves it unless the core refuses it. */
  connect(shop: string, entered: Connection): Promise<ConnectionResult>;
  /** Takes the core's own path to the shop away, and tries again. */
  switchOffCoreSync(shop: string): Promise<ConnectionResult>;
  /** Where the shop's mapping is edited. */
  mapping(shop: string): Promise<{ desk: MappingDesk; shopId: ShopId }>;
  /** What a problem's button asks for. */
  remedy(shop: string, remedy: "test_connection" | "switch_off_core_sync" | "replay"): Promise<void>;
}

export type HomeView = Awaited<ReturnType<Store["home"]["of"]>> & { connected: boolean };

const REFUSED_WITHOUT: ConnectionResult = { outcome: "refused", why: "no_credentials" };

const UNREACHABLE: ConnectionResult = { outcome: "refused", why: "unreachable" };

export function createMerchantServices(deps: {
  platform: Platform;
  store: Pick<
    Store,
    | "triggerUses"
    | "home"
    | "names"
    | "shops"
    | "problems"
    | "status"
    | "mappings"
    | "samples"
    | "oweAgain"
    | "backfills"
    | "ledger"
    | "standing"
  > &
    ReplayStore &
    PersonalDataStore;
  /** The core's client with these credentials. */
  coreOf: (connection: Connection) => KarlaClient;
  /** What shops of this platform have to choose from; nothing where it is left out. */
  choices?: ShopChoices;
  /** Reads the messages of the shop's platform. */
  normalise: Normalise;
  /** An id that nobody had before. */
  newId: () => string;
  clock: Clock;
  /** As the workers have it. */
  keptFor: KeptFor;
}): MerchantServices {
  const { platform, store, coreOf, choices = NO_CHOICES, normalise, newId, clock, keptFor } = deps;
  const idOf = (shop: string): Promise<ShopId> => store.names.tenantNamed(platform, shop);
  const desk = createMappingDesk({ ...store, platform, pause });

  async function savedConnection(shop: string): Promise<Connection | null> {
    return (await store.shops.view(await idOf(shop), platform)).connection;
  }

  /** Keeps what the core said of its own path, so that the worker need not ask again. */
  async function note(shop: string, result: ConnectionResult): Promise<ConnectionResult> {
    const shopId = await idOf(shop);
    if (result.outcome === "connected") await store.shops.settleCoreSync(shopId, "free");
    if (result.outcome === "core_already_syncs") {
      await store.shops.settleCoreSync(shopId, "taken");
      await store.problems.raise(shopId, "core_already_syncs");
    }
    return result;
  }

  async function connect(shop: string, entered: Connection): Promise<ConnectionResult> {
    const result = await tryConnection(coreOf(entered), checkConnection);
    if (result.outcome === "refused") return result;
    // Also with what is saved already: it closes the breaker and the problems that kept orders waiting.
    await store.shops.connect({ platform, domain: shop, connection: entered });
    const noted = await note(shop, result);
    await importFirst(store, await idOf(shop), clock.now());
    return noted;
  }

  async function switchOff(shop: string): Promise<ConnectionResult> {
    const saved = await savedConnection(shop);
    if (saved === null) return REFUSED_WITHOUT;
    const result = await tryConnection(coreOf(saved), async (core) => {
      await switchOffCoreSync(core);
      return checkConnection(core);
    });
    return note(shop, result);
  }

  return {
    ...createImportServices({ store, idOf, clock }),
    ...createCertificateServices({ store, idOf, clock }),
    ...createSettingsServices({ platform, store, idOf, choices, coreOf }),
    ...createReplayServices({ platform, store, idOf, newId, clock }),
    ...createPersonalDataServices({ platform, store, idOf, normalise, clock, keptFor }),
    async home(shop) {
      const connected = (await savedConnection(shop)) !== null;
      return { ...(await store.home.of(await idOf(shop))), connected };
    },
    problems: async (shop) => (await store.home.of(await idOf(shop))).problems,
    async connection(shop) {
      // As it is now: the worker may have found out a moment ago that the core syncs the shop.
      const { connection: saved, coreSync } = await store.shops.viewNow(await idOf(shop));
      return saved === null ? null : { slug: saved.slug, username: saved.username, coreSync };
    },
    triggerUses: async (shop) => store.triggerUses.of(await idOf(shop)),
    connect,
    switchOffCoreSync: switchOff,
    mapping: async (shop) => ({ desk, shopId: await idOf(shop) }),
    async remedy(shop, remedy) {
      if (remedy === "replay") return void (await store.status.replay({ shopId: await idOf(shop) }));
      if (remedy === "switch_off_core_sync") return void (await switchOff(shop));
      const saved = await savedConnection(shop);
      if (saved !== null) await connect(shop, saved);
    },
  };
}

/** A core that fails half-way is one that cannot be reached: the merchant's input stays, and the button is still there. */
async function tryConnection(
  core: KarlaClient,
  work: (core: KarlaClient) => Promise<ConnectionResult>,
): Promise<ConnectionResult> {
  try {
    return await work(core);
  } catch (error) {
    if (error instanceof KarlaError) return UNREACHABLE;
    throw error;
  }
}
