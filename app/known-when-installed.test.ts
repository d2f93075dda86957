import { Session } from "@shopify/shopify-api";
import { expect, test } from "vitest";
import { knownWhenInstalled } from "./known-when-installed.ts";

const sessionOf = (isOnline: boolean) =>
  new Session({ id: "s", shop: "a.myshopify.com", state: "", isOnline, accessToken: "token" });

test("a shop is known once its offline session is stored, and by nothing else", async () => {
  const happened: string[] = [];
  const storage = knownWhenInstalled(
    {
      async storeSession(_: Session) {
        happened.push("stored");
        return true;
      },
      renew: async () => false,
      loadSession: async () => undefined,
    },
    async ({ domain }) => void happened.push(`known ${domain}`),
  );
  expect(await storage.loadSession()).toBeUndefined();
  await storage.storeSession(sessionOf(true));
  expect(await storage.storeSession(sessionOf(false))).toBe(true);
  expect(happened).toEqual(["stored", "stored", "known a.myshopify.com"]);
});

test("and once it is renewed, which it is not where it holds another token by now", async () => {
  const known: string[] = [];
  const storage = knownWhenInstalled(
    {
      storeSession: async (_: Session) => true,
      renew: async ({ accessToken }: { id: string; accessToken: string }, _: Session) => accessToken === "token",
    },
    async ({ domain }) => void known.push(domain),
  );
  expect(await storage.renew({ id: "s", accessToken: "of before" }, sessionOf(false))).toBe(false);
  expect(await storage.renew({ id: "s", accessToken: "token" }, sessionOf(false))).toBe(true);
  expect(known).toEqual(["a.myshopify.com"]);
});
