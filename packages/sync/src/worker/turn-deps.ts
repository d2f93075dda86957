import type { KarlaEvents } from "../announce/karla-events.ts";
import type { MutedOrders } from "../announce/muted-orders.ts";
import type { OweParcels, ParcelNotes } from "../announce/parcel-notes.ts";
import type { ShopAnnouncer } from "../announce/shop-announcer.ts";
import type { TriggerUses } from "../announce/trigger-uses.ts";
import type { Clock } from "../clock.ts";
import type { Erase } from "../erasure/create-eraser.ts";
import type { Erasures } from "../erasure/erasures.ts";
import type { ShopId } from "../ids.ts";
import type { Inbox } from "../inbox/inbox.ts";
import type { EffectResult, Lanes, Lease } from "../lane/lanes.ts";
import type { Breakers } from "../outbox/breakers.ts";
import type { CheckDrift } from "../pipeline/check-drift.ts";
import type { KarlaPort } from "../pipeline/deliver-effect.ts";
import type { CallFailure } from "../pipeline/judge-failure.ts";
import type { Mappings } from "../pipeline/mappings.ts";
import type { MergeDeps } from "../pipeline/merge-events.ts";
import type { OrderReader } from "../pipeline/order-reader.ts";
import type { PictureCache } from "../pipeline/pictures.ts";
import type { Connection, Problems, Shops } from "../pipeline/shops.ts";
import type { Catalogue } from "../product/catalogue.ts";
import type { ProductWork } from "../product/product-walk.ts";

/**
 * Work on a shop that is done in steps: as many as fit until `until` (milliseconds since the epoch). Gives when to go on, null
 * where nothing is left to do. Throws the errors of the called side; what was done stays done.
 */
export type StepwiseWork = (shopId: ShopId, until: number) => Promise<number | null>;

export interface TurnDeps extends MergeDeps {
  lanes: Lanes;
  shops: Shops;
  /** What a replay may name instead of what is published. */
  mappings: Pick<Mappings, "version">;
  breakers: Breakers;
  problems: Problems;
  clock: Clock;
  /** In [0, 1). */
  random: () => number;
  /** The longest a call to the core can take; no call begins when the lease ends sooner. */
  callTimeoutMs: number;
  karlaFor: (connection: Connection) => KarlaPort;
  /** Asks the core whether it syncs the shop itself. Throws the client's errors. */
  coreSyncs: (connection: Connection) => Promise<boolean>;
  reader: OrderReader;
  /** What is known of the pictures of a shop's articles. */
  pictures: PictureCache;
  /** Asks the shop's platform what access the app still has, and keeps the answer. Throws where it cannot be asked. */
  checkAccess: (shopId: ShopId) => Promise<void>;
  checkDrift: CheckDrift;
  reconcile: StepwiseWork;
  certify: StepwiseWork;
  backfill: StepwiseWork;
  /** Goes through the shop's catalogue, a page at a time. */
  syncProducts: ProductWork;
  /** Null where the platform brings no products. */
  catalogue: Catalogue | null;
  /**
   * Has the core send us the events of the shop. `asked`: the core did what it was asked. Null where the platform cannot be told of
   * them, or the core cannot reach us.
   */
  subscribe: ((shopId: ShopId, until: number) => Promise<{ again: number | null; asked: boolean }>) | null;
  /** Null where the platform cannot be told what Karla knows. */
  announcer: ShopAnnouncer | null;
  karlaEvents: KarlaEvents;
  muted: MutedOrders;
  triggerUses: TriggerUses;
  /** What was erased stays so, however it comes back. */
  erasures: Pick<Erasures, "isErased" | "eraseLane">;
  erase: Erase;
  /** Null where the platform does not show what happens to parcels. */
  parcels: (ParcelNotes & { owe: OweParcels }) | null;
  /** Where an order that was read enters, like every other event. */
  inbox: Inbox;
  /** Reads a client's error; anything it does not know is `unexpected`. */
  readFailure: (error: unknown) => CallFailure;
  /** Called with each attempt's result: metrics, a log line. */
  observe: (lease: Lease, result: EffectResult) => void;
  /** Where a test may end the process, or put it to sleep. */
  failpoint: (name: "after_absorb" | "before_call" | "after_core_answer" | "before_settle") => void;
}
