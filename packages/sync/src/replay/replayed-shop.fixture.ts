import { createTestEngine } from "../../../../test/fakes/engine.ts";
import { eventFor, SHOP_A } from "../../../../test/fakes/event-for.ts";
import { createMemoryReplays } from "../../../../test/fakes/memory-replays.ts";
import { documentOf } from "../mapping/mapping.fixture.ts";
import type { OrderFacts } from "../order/order.ts";
import { sampleFacts, sampleFulfillment, sampleSnapshot } from "../order/sample-order.fixture.ts";
import { createReplayDesk, type ReplayWish } from "./create-replay-desk.ts";

const literal = (value: string) => documentOf({ source: { from: "literal", value } });

/** For tests: a shop that has published two mappings, whose orders are sent with the second. */
export const FIRST = { version: 1, document: literal("first") };
export const SECOND = { version: 2, document: literal("second") };

export const QUIET: ReplayWish = { mapping: "current", withEffects: false };

export const PARCEL_SENT = sampleFacts("1001", { snapshot: sampleSnapshot(), fulfillments: [sampleFulfillment()] });

export function factsEvent(facts: OrderFacts, id?: string) {
  const body = Buffer.from(JSON.stringify(facts));
  return eventFor(facts.id, id === undefined ? { body } : { body, id });
}

/** With the order 1001 in its books and delivered, unless other facts are given. `inShop`: what the shop answers when it is asked. */
export async function replayedShop({
  facts = [PARCEL_SENT],
  inShop = PARCEL_SENT,
  ...options
}: Omit<NonNullable<Parameters<typeof createTestEngine>[0]>, "reader"> & {
  facts?: readonly OrderFacts[];
  inShop?: OrderFacts;
} = {}) {
  const shown = { facts: inShop };
  const asked: string[] = [];
  const engine = createTestEngine({
    mapping: SECOND,
    oldMappings: [FIRST, SECOND],
    tells: true,
    ...options,
    reader: {
      async read(_, orderId) {
        asked.push(orderId);
        return { outcome: "order", event: factsEvent(shown.facts) };
      },
    },
  });
  const { lanes, deps } = engine;
  let made: number | null = null;
  const replays = createMemoryReplays(lanes, { clock: deps.clock, mapping: () => made });
  let ids = 0;
  const desk = createReplayDesk({
    replays,
    histories: replays,
    shops: deps.shops,
    mappings: deps.mappings,
    muted: deps.muted,
    inbox: lanes,
    normalise: deps.normalise,
    platform: "shopify",
    newId: () => `wish-${++ids}`,
    clock: deps.clock,
  });
  const settle = async () => {
    await engine.drain();
    engine.advance(5_000);
    await engine.drain();
  };
  await lanes.accept(facts.map((each, index) => factsEvent(each, `event-${index}`)));
  await settle();
  made = options.mapping?.version ?? 2;
  const bodies = () => engine.sent.map(({ body }) => JSON.parse(body));
  return {
    engine,
    desk,
    replays,
    asked,
    shown,
    settle,
    bodies,
    /** What was sent since. */
    since: (before: number) => bodies().slice(before),
    /** Puts an event back into its lane, whatever the desk says of it. */
    async runAgain(id: string, { withEffects }: Pick<ReplayWish, "withEffects">) {
      const event = (await replays.event(SHOP_A, id))?.event;
      if (event == null) throw new Error("there is no such event");
      const version = lanes.orderOf("1001")?.version ?? null;
      await replays.again(SHOP_A, event, { withEffects, mapping: null, version });
      await settle();
    },
    plan: (wish: Partial<ReplayWish> = {}) => desk.planOrder(SHOP_A, "1001", { ...QUIET, ...wish }),
    /** Looks, and has it done. */
    async redeliver(wish: Partial<ReplayWish> = {}) {
      const whole = { ...QUIET, ...wish };
      const plan = await desk.planOrder(SHOP_A, "1001", whole);
      const answer = await desk.redeliver(SHOP_A, "1001", { ...whole, version: plan.version });
      await settle();
      return { plan, answer };
    },
    async replay(id: string, wish: Partial<ReplayWish> = {}) {
      const whole = { ...QUIET, ...wish };
      const plan = await desk.planEvent(SHOP_A, id, whole);
      const answer = await desk.replayEvent(SHOP_A, id, { ...whole, version: plan.version });
      await settle();
      return { plan, answer };
    },
  };
}
