import { shopIdOf } from "@karla/sync/ids";
import type { Announcement } from "@karla/sync/shop-announcer";
import type { ProblemAbout, ProblemCode } from "@karla/sync/shops";
import { afterEach, expect, test } from "vitest";
import { createOrderReader, readShopFailure } from "../admin/create-order-reader.ts";
import { normaliseShopware } from "../webhooks/normalise.ts";
import { createAnnouncer } from "./create-announcer.ts";
import { APP, closeShopsWithApp, shopWithApp } from "./shop-with-app.fixture.ts";

const TRIGGER = "/api/_action/trigger-event/";
const URL_AT_KARLA = "https://karla.example.com/track/demo?orderNumber=1001&token=t";

afterEach(closeShopsWithApp);

async function stand(wish: Parameters<typeof shopWithApp>[0] = {}) {
  const shopware = await shopWithApp(wish);
  const problems: [ProblemCode, ProblemAbout | undefined][] = [];
  const lines: object[] = [];
  const announcer = createAnnouncer({
    ...shopware.deps,
    rules: { allowLoopback: false },
    problems: { raise: async (_, code, about) => void problems.push([code, about]) },
    log: { warn: (fields) => void lines.push(fields) },
  });
  const orderId = shopware.orderOf(false);
  const announcement: Announcement = {
    id: "e1",
    group: "shipment_out_for_delivery",
    name: "OUT_FOR_DELIVERY",
    phase: "in_delivery",
    triggeredAt: "2026-11-24T10:00:00.580+00:00",
    orderId,
    customerId: "whatever Karla says",
    data: { tracking_number: "JD1", tracking_url: "javascript:alert(1)" },
  };
  const reader = createOrderReader(shopware.deps);
  return {
    ...shopware,
    orderId,
    problems,
    lines,
    triggers: () => shopware.shop.journal.triggers(),
    announce: (changes: Partial<Announcement> = {}) =>
      announcer.announce(shopware.shopId, { ...announcement, ...changes }),
    note: (url: string, id = orderId) => announcer.noteTrackpage(shopware.shopId, id, url),
    async read(id = orderId) {
      const read = await reader.read(shopware.shopId, id);
      if (read.outcome !== "order") throw new Error("the shop has no such order");
      return { json: JSON.parse(read.event.body.toString()), event: read.event };
    },
  };
}

async function failureOf(work: Promise<unknown>) {
  const error = await work.then(
    () => null,
    (thrown: unknown) => thrown,
  );
  return readShopFailure(error);
}

test("an event starts the flows of its group, for the order and its customer, in the language that it was bought in", async () => {
  const { announce, triggers, read, orderId, note } = await stand();
  await note(URL_AT_KARLA);
  expect(await announce()).toEqual({ outcome: "announced" });
  const { orderCustomer } = (await read()).json;
  expect(triggers()).toEqual([
    {
      at: expect.any(Number),
      event: "karla.shipment.out_for_delivery",
      languageId: expect.stringMatching(/^[0-9a-f]{32}$/),
      body: {
        orderId,
        customerId: orderCustomer.customerId,
        karla: {
          tracking_number: "JD1",
          tracking_url: null,
          event_group: "shipment_out_for_delivery",
          trackpage_url: URL_AT_KARLA,
        },
      },
    },
  ]);
});

test("of a guest, of whom the shop makes a customer too, no flow speaks as of a customer", async () => {
  const { announce, triggers, orderOf } = await stand();
  await announce({ orderId: orderOf(true) });
  expect(triggers()[0]?.body).toEqual({ orderId: orderOf(true), karla: expect.any(Object) });
});

test("the order says where the parcel is, beside what else it says, and is written only where that is news", async () => {
  const { announce, asked, read, triggers, told } = await stand();
  const before = (await read()).json.customFields;
  await announce();
  await announce();
  await announce({ group: "shipment_in_transit", triggeredAt: "2026-11-24T09:00:00Z" });
  await announce({ group: "claim_created", phase: null, triggeredAt: "2026-11-25T09:00:00Z" });
  expect((await read()).json.customFields).toEqual({
    ...before,
    karla_status: "out_for_delivery",
    karla_status_at: "2026-11-24T10:00:00.000Z",
  });
  expect([asked("PATCH", "/api/order/"), triggers().length, told.length]).toEqual([1, 4, 1]);
});

test("an order is none other for what we wrote to it", async () => {
  const { announce, read, note, clock } = await stand();
  const factsNow = async () => {
    const read_ = normaliseShopware((await read()).event);
    if (read_.outcome !== "facts") throw new Error("an order that was read says something");
    const { snapshot, extras, ...others } = read_.facts;
    return { ...others, snapshot: { ...snapshot, observedAt: "" }, extras: { ...extras, observedAt: "" } };
  };
  const before = await factsNow();
  clock.at += 5_000;
  await note(URL_AT_KARLA);
  await announce();
  clock.at -= 5_000;
  expect(await factsNow()).toEqual(before);
});

test.each([
  ["an id that the shop does not have", "0".repeat(32)],
  ["no id at all", "gid://shopify/Order/1"],
  ["a path", "../../order"],
])("nothing is started for %s", async (_, orderId) => {
  const { announce, triggers, note } = await stand();
  expect(await announce({ orderId })).toEqual({ outcome: "not_announced", why: "no_such_order" });
  await note(URL_AT_KARLA, orderId);
  expect(triggers()).toEqual([]);
});

test("a group that no flow can hang on starts none, and the order still says where the parcel is", async () => {
  const { announce, asked, read } = await stand();
  const none = { outcome: "not_announced", why: "nobody_listens" };
  expect(await announce({ group: "shipment_teleported" })).toEqual(none);
  expect([asked("POST", TRIGGER), (await read()).json.customFields.karla_status]).toEqual([0, "in_delivery"]);
});

test("an app that has no such trigger, as before an update, has nobody who listens", async () => {
  const { announce } = await stand({ app: { ...APP, flowEvents: [] } });
  expect(await announce()).toEqual({ outcome: "not_announced", why: "nobody_listens" });
});

test.each([
  ["refused at the door", { kind: "status", status: 429, retryAfterSeconds: 60 }, { reached: false, status: 429 }],
  ["a flow fails", { kind: "status", status: 400 }, { reached: true }],
  ["the shop breaks down", { kind: "status", status: 500 }, { reached: true, kind: "transport" }],
  ["its answer is lost on the way", { kind: "lost_answer" }, { reached: true, kind: "transport" }],
  ["no answer comes", { kind: "hang" }, { reached: true, kind: "transport" }],
] as const)("it is known whether flows may have run: %s", async (_, moment, failure) => {
  const { shop, announce } = await stand({ timeoutMs: 400 });
  shop.misbehave(({ path }) => (path.startsWith(TRIGGER) ? moment : null));
  expect(await failureOf(announce())).toMatchObject(failure);
});

test.each([
  ["the order could not be read", "/api/search/order"],
  ["its custom fields could not be written", "/api/order/"],
  ["there was no token", "/api/oauth/token"],
])("no flow has run where %s: it can be tried again", async (_, where) => {
  const { shop, announce, triggers } = await stand();
  shop.misbehave(({ path }) => (path.startsWith(where) ? { kind: "lost_answer" } : null));
  expect(await failureOf(announce())).toMatchObject({ reached: false, kind: "transport" });
  shop.misbehave(() => null);
  await announce();
  expect(triggers()).toHaveLength(1);
});

test("a shop that is switched off, or has not installed the app, was surely not reached", async () => {
  const { close, announce, deps } = await stand();
  await close();
  expect(await failureOf(announce())).toMatchObject({ reached: false, kind: "transport" });
  const nowhere = createAnnouncer({
    ...deps,
    sleep: async () => {},
    installationOf: async () => null,
    rules: { allowLoopback: false },
    problems: { raise: async () => {} },
    log: { warn: () => {} },
  });
  const shopId = shopIdOf("shopware", "nobody");
  expect(await failureOf(nowhere.noteTrackpage(shopId, "0".repeat(32), URL_AT_KARLA))).toMatchObject({
    reached: false,
    credentials: true,
  });
});

test("without the permission to write orders the flows run all the same, and the merchant is told", async () => {
  const { shop, announce, note, triggers, problems, lines } = await stand();
  shop.grant(APP.permissions.filter((permission) => permission !== "order:update"));
  await announce();
  await note(URL_AT_KARLA);
  expect(triggers()).toHaveLength(1);
  expect(problems).toEqual(Array(2).fill(["shop_permission_missing", { permission: "order:update" }]));
  expect(JSON.stringify(lines)).not.toContain("token=t");
});

test("the address of the tracking page is written once, and stays", async () => {
  const { note, read, asked } = await stand();
  await note(URL_AT_KARLA);
  await note(`${URL_AT_KARLA}2`);
  expect((await read()).json.customFields.karla_trackpage_url).toBe(URL_AT_KARLA);
  expect(asked("PATCH", "/api/order/")).toBe(1);
});

test.each([
  "http://karla.example.com/track",
  "http://127.0.0.1:4010/track",
  "javascript:alert(1)",
  "https://user:pw@karla.example.com/",
  "https://karla.example.com/a b",
  "",
])("no buyer is sent to %s", async (url) => {
  const { note, asked } = await stand();
  await note(url);
  expect(asked("PATCH", "/api/order/")).toBe(0);
});
