import { shopIdOf } from "@karla/sync/ids";
import { expect, test } from "vitest";
import type { Installation } from "../registration/installation.ts";
import { clientOfShop } from "./shop-client.ts";
import type { Credentials } from "./shop-tokens.ts";

const SHOP_ID = shopIdOf("shopware", "a1B2c3");
const INSTALLATION: Installation = {
  shopId: "a1B2c3",
  url: "https://shop.example.com",
  secret: "s",
  previousSecret: null,
  rotatedAt: null,
  pending: null,
  move: null,
  clientId: "former",
  clientSecret: "former secret",
  signsTwice: true,
  active: true,
  shopwareVersion: null,
  deletedAt: null,
  version: 1,
};

/** A shop that takes the key "new" alone; we hear of that once we have waited so often. */
async function stand(toldAfter: number) {
  let waits = 0;
  const asked: string[] = [];
  const client = await clientOfShop(
    {
      tokens: { tokenFor: async ({ clientId }: Credentials) => clientId, forget: async () => {} },
      fetch: async (_, init) => {
        const token = init?.headers?.authorization ?? "";
        asked.push(token);
        return token === "Bearer new" ? Response.json({ data: [] }) : Response.json({}, { status: 401 });
      },
      installationOf: async () => ({ ...INSTALLATION, clientId: waits >= toldAfter ? "new" : "former" }),
      sleep: async () => {
        waits += 1;
      },
    },
    SHOP_ID,
  );
  return { search: () => client.search("order", {}), asked, waits: () => waits };
}

test("a shop that has changed its keys, and tells of them a moment later, is asked again with those", async () => {
  const { search, asked } = await stand(3);
  expect((await search()).entities).toEqual([]);
  expect(asked).toEqual(["Bearer former", "Bearer former", "Bearer new"]);
});

test("one that tells of none within two seconds has refused, and is asked no more", async () => {
  const { search, asked, waits } = await stand(Number.POSITIVE_INFINITY);
  await expect(search()).rejects.toMatchObject({ kind: "unauthorised", status: 401 });
  expect([asked.length, waits()]).toEqual([2, 10]);
});
