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
      loadSession: async () => undefined,
    },
    async ({ domain }) => void happened.push(`known ${domain}`),
  );
  expect(await storage.loadSession()).toBeUndefined();
  await storage.storeSession(sessionOf(true));
  expect(await storage.storeSession(sessionOf(false))).toBe(true);
  expect(happened).toEqual(["stored", "stored", "known a.myshopify.com"]);
});
