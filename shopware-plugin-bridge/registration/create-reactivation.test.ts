import { expect, test } from "vitest";
import { createReactivation } from "./create-reactivation.ts";
import type { Installation, Installations } from "./installation.ts";
import { alwaysLost, registerShop, SHOP_ID, startRegistration, tell } from "./registered-shop.fixture.ts";

/** A shop that deactivated the app, and of which the news that it is active again was lost. */
async function stand(changes: (installations: Installations) => Installations = (kept) => kept) {
  const running = startRegistration();
  const secret = await registerShop(running);
  await tell(running, { event: "app.deactivated", secret });
  const { installations, clock } = running;
  const lines: object[] = [];
  let reads = 0;
  const counted: Installations = {
    find: (shopId) => {
      reads += 1;
      return installations.find(shopId);
    },
    save: (installation) => installations.save(installation),
  };
  const line = (fields: object) => void lines.push(fields);
  const reactivate = createReactivation({
    installations: changes(counted),
    clock,
    log: { info: line, warn: line },
  });
  const put = (fields: Partial<Installation>) => {
    const known = installations.get(SHOP_ID);
    if (known !== undefined) installations.put({ ...known, ...fields });
  };
  return { ...running, secret, reactivate, lines, reads: () => reads, put };
}

test("a shop that signs is active, and is looked up for that once a minute at most", async () => {
  const { reactivate, known, lines, reads, clock } = await stand();
  expect(await known()).toMatchObject({ active: false });
  await Promise.all([reactivate(SHOP_ID), reactivate(SHOP_ID)]);
  await reactivate(SHOP_ID);
  expect(await known()).toMatchObject({ active: true });
  expect([reads(), lines]).toEqual([1, [{ shop: SHOP_ID }]]);
  clock.at += 60_000;
  await reactivate(SHOP_ID);
  expect([reads(), lines.length]).toEqual([2, 1]);
});

test("one that took its leave meanwhile is not", async () => {
  const { reactivate, known, put, clock } = await stand();
  put({ deletedAt: clock.at });
  await reactivate(SHOP_ID);
  expect(await known()).toMatchObject({ active: false });
});

test("who was quicker wins, and an unknown shop is made by nobody", async () => {
  const { reactivate, known, lines } = await stand(alwaysLost);
  await reactivate(SHOP_ID);
  await reactivate("another");
  expect(await known()).toMatchObject({ active: false });
  expect(lines).toEqual([]);
});

test("a store that does not answer refuses no webhook", async () => {
  const gone = () => Promise.reject(new Error("password=of-the-database"));
  const { reactivate, lines } = await stand(() => ({ find: gone, save: gone }));
  await reactivate(SHOP_ID);
  expect(lines).toEqual([{ shop: SHOP_ID, error: "Error" }]);
});
