import type { Store } from "@karla/store/open-store";
import type { Clock } from "@karla/sync/clock";
import { createDataDesk, type DataDesk, type DataDeskDeps } from "@karla/sync/data-desk";
import type { DataExport } from "@karla/sync/data-export";
import type { Whose } from "@karla/sync/erasure-request";
import type { Platform, ShopId } from "@karla/sync/ids";
import type { Normalise } from "@karla/sync/normalise";
import { normaliseKarla } from "@karla/sync/normalise-karla";
import type { KeptFor } from "@karla/sync/retention";

/** What the page about personal data asks for. A shop is named as in `MerchantServices`. */
export interface PersonalDataServices {
  personalData(shop: string): Promise<PersonalData>;
}

export interface PersonalData {
  /** What was asked to be erased, or to be told, oldest first. */
  receipts(): ReturnType<Store["receipts"]["list"]>;
  whoseOf(request: string): Promise<Whose | null>;
  ordersOf(number: string): ReturnType<DataDesk["ordersOf"]>;
  /** The name that the merchant knows an order by; its id where it has none. */
  nameOf(orderId: string): Promise<string>;
  /** Null while another one of the same shop is being made, or waits: each opens all that is kept of the shop. */
  exportOf(whose: Whose): Promise<DataExport | null>;
  answered(request: string, exported: DataExport): Promise<boolean>;
  /** Milliseconds since the epoch. */
  now(): number;
}

/** What the desk for personal data stands on. */
export type PersonalDataStore = Pick<Store, "receipts" | "histories" | "dataRequests"> & Pick<DataDeskDeps, "erasures">;

export function createPersonalDataServices(deps: {
  platform: Platform;
  store: PersonalDataStore;
  idOf: (shop: string) => Promise<ShopId>;
  /** Reads the messages of the shop's platform. */
  normalise: Normalise;
  clock: Clock;
  keptFor: KeptFor;
}): PersonalDataServices {
  const { platform, store, idOf, clock, keptFor } = deps;
  const normalise = { [platform]: deps.normalise, karla: normaliseKarla };
  const desk = createDataDesk({ ...store, normalise, clock, keptFor });
  const asked = new Set<ShopId>();
  let last: Promise<unknown> = Promise.resolve();

  /** One after the other: each of them keeps a processor busy that has webhooks to answer. */
  async function exportOf(shopId: ShopId, whose: Whose): Promise<DataExport | null> {
    if (asked.has(shopId)) return null;
    asked.add(shopId);
    const made = last.then(() => desk.exportOf(shopId, whose));
    last = made.catch(() => {});
    return made.finally(() => asked.delete(shopId));
  }

  return {
    async personalData(shop) {
      const shopId = await idOf(shop);
      return {
        receipts: () => store.receipts.list(shopId),
        whoseOf: (request) => desk.whoseOf(shopId, request),
        ordersOf: (number) => desk.ordersOf(shopId, number),
        nameOf: async (orderId) => (await store.histories.of(shopId, orderId))?.order?.name ?? orderId,
        exportOf: (whose) => exportOf(shopId, whose),
        answered: (request, exported) => desk.answered(shopId, request, exported),
        now: clock.now,
      };
    },
  };
}
