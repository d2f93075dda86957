import { expect, test } from "vitest";
import { readAppManifest } from "./read-app-manifest.ts";

test("a shop learns from the packaged manifest where to register, what the app listens to and what it may read", () => {
  const manifest = readAppManifest({ url: "http://127.0.0.1:4020", secret: "s".repeat(32) });
  expect(manifest.registrationUrl).toBe("http://127.0.0.1:4020/shopware/register");
  expect(manifest.permissions).toEqual(expect.arrayContaining(["order:read", "order_delivery:read", "order:update"]));
  expect(manifest.webhooks).toContainEqual({
    name: "karlaOrderWritten",
    event: "order.written",
    url: "http://127.0.0.1:4020/webhooks/shopware",
    onlyLiveVersion: true,
  });
  expect(manifest.webhooks.filter(({ event }) => event.startsWith("app."))).toHaveLength(5);
  expect(manifest.webhooks.every(({ name, event, url }) => name !== "" && event !== "" && url.startsWith("http"))).toBe(
    true,
  );
});
