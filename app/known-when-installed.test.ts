import { Session } from "@shopify/shopify-api";
import { expect, test } from "vitest";
import { knownWhenInstalled } from "./known-when-installed.ts";

const SHOP = "a.myshopify.com";
const IDENTITY = { platformId: "gid://shopify/Shop/1", domain: SHOP, named: SHOP };
const sessionOf = (isOnline: boolean) =>
  new Session({ id: "s", shop: SHOP, state: "", isOnline, accessToken: "token" });

function stand(identify: () => Promise<typeof IDENTITY | null> = async () => IDENTITY) {
  const happened: string[] = [];
  const storage = knownWhenInstalled(
    {
      async storeSession(_: Session) {
        happened.push("stored");
        return true;
      },
      renew: async ({ accessToken }: { id: string; accessToken: string }, _: Session) => accessToken === "token",
      loadSession: async () => undefined,
    },
    {
      identify,
      enter: async (domain, identity) => void happened.push(`known ${domain} ${identity?.platformId}`),
    },
  );
  return { storage, happened };
}

test("a shop is known once its offline session is stored, and by nothing else", async () => {
  const { storage, happened } = stand();
  expect(await storage.loadSession()).toBeUndefined();
  await storage.storeSession(sessionOf(true));
  expect(await storage.storeSession(sessionOf(false))).toBe(true);
  expect(happened).toEqual(["stored", "stored", `known ${SHOP} ${IDENTITY.platformId}`]);
});

test("nothing is stored of a shop that has another one's name", async () => {
  const { storage, happened } = stand(() => Promise.reject(new Error("another shop")));
  await expect(storage.storeSession(sessionOf(false))).rejects.toThrow("another shop");
  expect(happened).toEqual([]);
});

test("and once it is renewed, which it is not where it holds another token by now", async () => {
  const { storage, happened } = stand();
  expect(await storage.renew({ id: "s", accessToken: "of before" }, sessionOf(false))).toBe(false);
  expect(await storage.renew({ id: "s", accessToken: "token" }, sessionOf(false))).toBe(true);
  expect(happened).toEqual([`known ${SHOP} undefined`]);
});
