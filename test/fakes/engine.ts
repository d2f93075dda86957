import { type BreakerState, CLOSED } from "@karla/sync/breaker";
import type { Breakers } from "@karla/sync/breakers";
import type { KarlaPort } from "@karla/sync/deliver-effect";
import type { CallFailure } from "@karla/sync/judge-failure";
import type { PublishedMapping } from "@karla/sync/mappings";
import type { Normalise } from "@karla/sync/normalise";
import { normaliseKarla } from "@karla/sync/normalise-karla";
import { Order } from "@karla/sync/order";
import type { OrderReader } from "@karla/sync/order-reader";
import type { KnownParcel } from "@karla/sync/parcel-notes";
import { runTurn } from "@karla/sync/run-turn";
import { OrderSettings } from "@karla/sync/settings";
import type { Announced, Announcement } from "@karla/sync/shop-announcer";
import type { Connection, CoreSync, Problems, Shops, ShopView } from "@karla/sync/shops";
import type { TurnDeps } from "@karla/sync/turn-deps";
import { createMemoryErasures } from "./memory-erasures.ts";
import { createMemoryLanes } from "./memory-lanes.ts";
import { createMemoryMutedOrders } from "./memory-muted-orders.ts";
import { createMemoryPictures } from "./memory-pictures.ts";
import { createMemoryTriggerUses } from "./memory-trigger-uses.ts";
import { NO_READER } from "./no-reader.ts";

/** Bodies of these tests are canonical facts as JSON; anything else is quarantined, "boom" throws. */
const normaliseFacts: Normalise = (event) => {
  const text = event.body.toString();
  if (text === "boom") throw new Error("boom");
  if (text === "no order") return { outcome: "no_order" };
  if (text === "hint") return { outcome: "hint" };
  if (text === "send again") return { outcome: "send_again", orderId: "1001" };
  if (text === "mute") return { outcome: "mute", orderId: "1001" };
  if (text.startsWith("products ")) return { outcome: "products", ids: text.slice("products ".length).split(",") };
  if (text === "data request")
    return { outcome: "data_request", whose: { customerIds: ["7001"], email: null, orderIds: [] } };
  if (text === "access changed") return { outcome: "access_changed" };
  const parsed = text.startsWith("{") ? Order.safeParse(JSON.parse(text)) : null;
  if (!parsed?.success) return { outcome: "quarantine", reason: "not_an_object", detail: "" };
  return { outcome: "facts", facts: parsed.data };
};

/** A failed call, thrown by the core of these tests. */
export class PlayedFailure extends Error {
  readonly failure: CallFailure;
  constructor(failure: Partial<CallFailure>) {
    super("played");
    this.failure = { kind: "refusal", status: null, retryAfterMs: null, credentials: false, detail: null, ...failure };
  }
}

/** The engine on in-memory ports, with a core that a test scripts. */
export function createTestEngine(
  options: {
    settings?: Partial<OrderSettings>;
    connected?: boolean;
    coreSync?: CoreSync;
    reader?: Partial<OrderReader>;
    /** Its platform can be told what Karla knows. */
    tells?: boolean;
    mapping?: PublishedMapping;
    /** Versions that were published before. */
    oldMappings?: readonly PublishedMapping[];
  } = {},
) {
  let now = Date.UTC(2026, 2, 3);
  const clock = { now: () => now };
  const lanes = createMemoryLanes(clock);
  const pictures = createMemoryPictures();
  const erasures = createMemoryErasures(lanes);
  const settings = OrderSettings.parse(options.settings ?? {});
  const connection: Connection = { slug: "shop", username: "shop", key: "key" };
  const view: ShopView = {
    settings,
    segmentPrefix: "Shopify",
    connection: options.connected === false ? null : connection,
    coreSync: options.coreSync ?? "free",
    mapping: options.mapping ?? null,
    readsOrders: options.reader !== undefined || options.tells === true,
    readsApart: options.reader !== undefined,
  };
  const shops: Shops = {
    view: async () => view,
    viewNow: async () => view,
    async noteCoreSync(_, coreSync) {
      if (view.coreSync === "unchecked") view.coreSync = coreSync;
      return view.coreSync;
    },
  };
  const open = new Set<string>();
  const problems: Problems = {
    raise: async (_, code) => void open.add(code),
    close: async (_, code) => void open.delete(code),
    isOpen: async (_, code) => open.has(code),
  };
  const states = new Map<string, BreakerState>();
  const breakers: Breakers = {
    read: async (shopId, destination) => states.get(`${shopId} ${destination}`) ?? CLOSED,
    update: async (shopId, destination, change) => {
      const before = states.get(`${shopId} ${destination}`) ?? CLOSED;
      states.set(`${shopId} ${destination}`, change(before));
      return before;
    },
  };
  const sent: { body: string }[] = [];
  const events: { shipment: string; name: string; at: string; externalId: string }[] = [];
  const script: (() => void)[] = [];
  const told: Announcement[] = [];
  const noted: { orderId: string; url: string }[] = [];
  const trackpages: { asked: string[]; failure: Partial<CallFailure> | null } = { asked: [], failure: null };
  const parcels: { known: KnownParcel[]; failure: Partial<CallFailure> | null; conflicts: number } = {
    known: [],
    failure: null,
    conflicts: 0,
  };
  const parcelsNoted: { orderId: string; parcels: readonly KnownParcel[] }[] = [];
  const announced: { answer: Announced } = { answer: { outcome: "announced" } };
  const cancellations: { failure: Partial<CallFailure> | null } = { failure: null };
  const karla: KarlaPort = {
    async upsertOrder(body) {
      sent.push({ body });
      script.shift()?.();
    },
    shipmentsOf: async () => ["shipment-1"],
    async addShipmentEvent(shipment, event) {
      if (cancellations.failure !== null) throw new PlayedFailure(cancellations.failure);
      events.push({ shipment, ...event });
    },
    async parcelsOf() {
      if (parcels.failure !== null) throw new PlayedFailure(parcels.failure);
      return parcels.known;
    },
    async trackpageUrl(externalId) {
      trackpages.asked.push(externalId);
      if (trackpages.failure !== null) throw new PlayedFailure(trackpages.failure);
      return `https://track.example.com/${externalId}?token=secret`;
    },
  };
  const errors: unknown[] = [];
  const accessChecks: string[] = [];
  const driftChecks: number[] = [];
  const reconciliations: number[] = [];
  const failpoints: { at: string | null } = { at: null };
  const deps: TurnDeps = {
    lanes,
    shops,
    mappings: {
      version: async (_, version) => options.oldMappings?.find((old) => old.version === version) ?? null,
    },
    breakers,
    problems,
    clock,
    normalise: { shopify: normaliseFacts, karla: normaliseKarla },
    onError: (error) => void errors.push(error),
    random: () => 0.5,
    callTimeoutMs: 15_000,
    karlaFor: () => karla,
    coreSyncs: async () => false,
    reader: { ...NO_READER, ...options.reader },
    pictures,
    checkAccess: async (shopId) => {
      accessChecks.push(shopId);
      script.shift()?.();
    },
    reconcile: async () => {
      reconciliations.push(now);
      script.shift()?.();
      return now + 15 * 60_000;
    },
    certify: async () => now + 60 * 60_000,
    backfill: async () => {
      script.shift()?.();
      return null;
    },
    catalogue: null,
    syncProducts: async () => ({ again: now + 24 * 60 * 60_000, answered: true }),
    subscribe: async () => ({ again: now + 15 * 60_000, asked: true }),
    announcer:
      options.tells === true
        ? {
            async announce(_, announcement) {
              told.push(announcement);
              script.shift()?.();
              return announced.answer;
            },
            async noteTrackpage(_, orderId, url) {
              noted.push({ orderId, url });
              script.shift()?.();
            },
          }
        : null,
    karlaEvents: lanes,
    muted: createMemoryMutedOrders(),
    triggerUses: createMemoryTriggerUses(),
    parcels:
      options.tells === true
        ? {
            owe: async (shopId, orderIds, dueAt) => {
              for (const orderId of orderIds)
                lanes.oweFromOutside({ shopId, laneKey: orderId }, { effect: "note_parcels", dueAt, laneDueAt: dueAt });
            },
            async write(_, orderId, known) {
              parcelsNoted.push({ orderId, parcels: known });
              script.shift()?.();
              return { written: 1, conflicts: parcels.conflicts };
            },
          }
        : null,
    erasures,
    erase: async () => null,
    checkDrift: async () => void driftChecks.push(now),
    inbox: lanes,
    readFailure: (error) => {
      if (error instanceof PlayedFailure) return error.failure;
      throw error;
    },
    observe: () => {},
    failpoint: (name) => {
      if (failpoints.at === name) throw new Error(`died ${name}`);
    },
  };
  return {
    lanes,
    deps,
    pictures,
    /** Orders and customers that were erased, by their ids. */
    erased: erasures.erased,
    sent,
    events,
    script,
    /** What the shop was told, call by call; `announced` is what it answers. */
    told,
    announced,
    /** Tracking pages that the core was asked for, and what was written to orders of them. */
    trackpages,
    noted,
    /** Parcels as the core has them, and what was written to orders of them. */
    parcels,
    parcelsNoted,
    accessChecks,
    /** When the newest orders were looked at. */
    driftChecks,
    /** When the shop was compared with our books. */
    reconciliations,
    errors,
    failpoints,
    now: () => now,
    problems: open,
    /** What the merchant does, without waking anything. */
    connect: () => {
      view.connection = connection;
    },
    settleCoreSync: (coreSync: CoreSync) => {
      view.coreSync = coreSync;
    },
    advance: (ms: number) => {
      now += ms;
    },
    /** Fails the next calls to the core, one after the other. */
    fail: (...failures: Partial<CallFailure>[]) => {
      for (const failure of failures) {
        script.push(() => {
          throw new PlayedFailure(failure);
        });
      }
    },
    /** Fails every shipment event from now on. */
    failCancellations: (failure: Partial<CallFailure>) => {
      cancellations.failure = failure;
    },
    /** Claims and runs due lanes until nothing is due. */
    async drain(maxTurns = 100): Promise<void> {
      for (let turns = 0; turns < maxTurns; turns += 1) {
        const [turn] = await lanes.claim({ limit: 1, leaseMs: 30_000, maxEvents: 10 });
        if (turn === undefined) return;
        await runTurn(turn, deps);
      }
      throw new Error("the engine never comes to rest");
    },
  };
}
