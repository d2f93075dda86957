import type { Backfills } from "@karla/sync/backfill";
import type { Breakers } from "@karla/sync/breakers";
import type { ClaimForms } from "@karla/sync/claim-forms";
import type { Clock } from "@karla/sync/clock";
import type { DataRequests } from "@karla/sync/data-requests";
import type { Erasures } from "@karla/sync/erasures";
import type { Platform } from "@karla/sync/ids";
import type { Inbox } from "@karla/sync/inbox";
import type { KarlaEvents } from "@karla/sync/karla-events";
import type { KarlaWebhooks } from "@karla/sync/karla-webhooks";
import type { Lanes } from "@karla/sync/lanes";
import type { Ledger } from "@karla/sync/ledger";
import type { Mappings } from "@karla/sync/mappings";
import type { MutedOrders } from "@karla/sync/muted-orders";
import type { OrderHistories } from "@karla/sync/order-history";
import type { OrderSamples, OweAgain } from "@karla/sync/order-samples";
import type { OweParcels } from "@karla/sync/parcel-notes";
import type { PictureCache } from "@karla/sync/pictures";
import type { ProblemNotices } from "@karla/sync/problem-notices";
import type { Reconciliations } from "@karla/sync/reconciliation";
import type { Replays } from "@karla/sync/replays";
import type { ShopNames } from "@karla/sync/shop-names";
import type { Problems } from "@karla/sync/shops";
import type { TriggerUses } from "@karla/sync/trigger-uses";
import { PrismaPg } from "@prisma/adapter-pg";
import type { Pool } from "pg";
import { type AccessStore, createAccessStore } from "./access-store.ts";
import { createBackfillStore } from "./backfill-store.ts";
import { createBodyBox } from "./body-box.ts";
import { createBreakersStore } from "./breakers-store.ts";
import { createClaimFormsStore } from "./claim-forms-store.ts";
import { createDataKeys } from "./data-keys.ts";
import { createDataRequestsStore } from "./erasure/data-requests-store.ts";
import { createErasureBackups, type ErasureBackups } from "./erasure/erasure-backup.ts";
import { createErasuresStore } from "./erasure/erasures-store.ts";
import { createReceiptsStore, type Receipts } from "./erasure/receipts-store.ts";
import { createTombstones } from "./erasure/tombstones.ts";
import prismaClient from "./generated/index.js";
import { createHomeStore, type HomeStore } from "./home-store.ts";
import { createInboxKeys } from "./inbox-keys.ts";
import { type AcceptPolicy, createInboxStore } from "./inbox-store.ts";
import { createKarlaEventsStore } from "./karla-events-store.ts";
import { createKarlaWebhooksStore } from "./karla-webhooks-store.ts";
import type { Keyring } from "./keyring.ts";
import { createLanesStore } from "./lanes-store.ts";
import { createLedgerStore } from "./ledger-store.ts";
import type { Log } from "./log.ts";
import { createMappingStore } from "./mapping-store.ts";
import { createMutedOrdersStore } from "./muted-orders-store.ts";
import { createShopNames } from "./names/shop-names.ts";
import { createOrderBox } from "./order-box.ts";
import { createOrderHistoriesStore } from "./order-histories-store.ts";
import { createOrderSamples } from "./order-samples.ts";
import { createOweAgain } from "./owe-again.ts";
import { oweEffects } from "./owe-effects.ts";
import { createPicturesStore } from "./pictures-store.ts";
import { createProblemNoticesStore } from "./problem-notices-store.ts";
import { createProblemsStore } from "./problems-store.ts";
import { createProductsStore, type ProductsStore } from "./products-store.ts";
import { createReconciliationStore } from "./reconciliation-store.ts";
import { createReplaysStore } from "./replays-store.ts";
import { createShopDirectory, SEEN_WITHIN_MS, type ShopDirectory } from "./shop-directory.ts";
import { createStandingWork, type StandingWork } from "./standing-work.ts";
import { createStatusStore, type StatusStore } from "./status-store.ts";
import { createTriggerUsesStore } from "./trigger-uses-store.ts";

export type { AcceptPolicy } from "./inbox-store.ts";
export type { ShopRegistration } from "./shop-directory.ts";
export type { Status } from "./status-store.ts";

export interface Store {
  inbox: Inbox;
  lanes: Lanes;
  /** The same, whose writes never share a statement with those of `lanes`: for what comes in bulk and may not hold up the rest. */
  bulkLanes: Lanes;
  breakers: Breakers;
  problems: Problems;
  notices: ProblemNotices;
  products: ProductsStore;
  pictures: PictureCache;
  shops: ShopDirectory;
  names: ShopNames;
  access: AccessStore;
  karlaWebhooks: KarlaWebhooks;
  karlaEvents: KarlaEvents;
  oweParcels: OweParcels;
  muted: MutedOrders;
  triggerUses: TriggerUses;
  claimForms: ClaimForms;
  erasures: Erasures;
  receipts: Receipts;
  dataRequests: DataRequests;
  erasureBackups: ErasureBackups;
  mappings: Mappings;
  samples: OrderSamples;
  histories: OrderHistories;
  oweAgain: OweAgain;
  replays: Replays;
  reconciliations: Reconciliations;
  backfills: Backfills;
  ledger: Ledger;
  standing: StandingWork;
  status: StatusStore;
  home: HomeStore;
}

/** All of the engine's ports on one pool. Prisma uses the same connections. */
export function openStore(deps: {
  pool: Pool;
  master: Keyring;
  /** Whose lanes `lanes.claim` gives: those of the other platform's shops are its own worker's. */
  platform: Platform;
  clock: Clock;
  log: Log;
  accepting?: AcceptPolicy;
}): Store {
  const { pool, master, platform, clock, log, accepting } = deps;
  const prisma = new prismaClient.PrismaClient({ adapter: new PrismaPg(pool) });
  const bodies = createBodyBox(createInboxKeys({ master }));
  const keys = createDataKeys({ prisma, master, clock });
  const orders = createOrderBox(keys);
  const mappings = createMappingStore({ prisma, clock, seenWithinMs: SEEN_WITHIN_MS });
  const inbox = createInboxStore({ pool, clock, bodies, policy: accepting });
  const names = createShopNames({ pool, keys, inbox, clock, seenWithinMs: SEEN_WITHIN_MS });
  return {
    inbox,
    lanes: createLanesStore({ pool, clock, bodies, orders, platform, log }),
    bulkLanes: createLanesStore({ pool, clock, bodies, orders, platform, log }),
    oweAgain: createOweAgain({ pool, clock, seenWithinMs: SEEN_WITHIN_MS }),
    replays: createReplaysStore({ pool, clock, bodies, orders }),
    samples: createOrderSamples({ pool, orders }),
    histories: createOrderHistoriesStore({ pool }),
    breakers: createBreakersStore({ pool, clock }),
    problems: createProblemsStore({ pool, clock }),
    notices: createProblemNoticesStore({ pool, clock }),
    products: createProductsStore({ pool, prisma, clock }),
    pictures: createPicturesStore({ pool, clock, log }),
    shops: createShopDirectory({ prisma, keys, mappings, names, clock }),
    names,
    access: createAccessStore({ prisma, keys, clock }),
    karlaWebhooks: createKarlaWebhooksStore({ prisma, keys, clock }),
    karlaEvents: createKarlaEventsStore({ pool, bodies }),
    oweParcels: (shopId, laneKeys, dueAt) =>
      oweEffects(pool, { shopId, laneKeys, effect: "note_parcels", dueAt, lanesDueAt: dueAt, now: clock.now() }),
    muted: createMutedOrdersStore({ pool, clock }),
    triggerUses: createTriggerUsesStore({ pool }),
    claimForms: createClaimFormsStore({ pool, clock }),
    erasures: createErasuresStore({
      pool,
      clock,
      bodies,
      orders,
      tombstones: createTombstones({ pool, master, clock, seenWithinMs: SEEN_WITHIN_MS }),
    }),
    receipts: createReceiptsStore({ pool }),
    dataRequests: createDataRequestsStore({ pool, clock, bodies }),
    erasureBackups: createErasureBackups({ pool }),
    mappings,
    reconciliations: createReconciliationStore({ prisma, pool }),
    backfills: createBackfillStore({ pool, prisma }),
    ledger: createLedgerStore({ pool }),
    standing: createStandingWork({ prisma, clock }),
    status: createStatusStore({ pool, clock }),
    home: createHomeStore({ pool, clock }),
  };
}
