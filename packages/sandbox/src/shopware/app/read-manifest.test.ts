import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { readManifest } from "./read-manifest.ts";

const MANIFEST = `<?xml version="1.0"?>
<manifest>
  <meta><name>Tea</name><label>A &amp; B</label><version>1.2.3</version></meta>
  <setup><registrationUrl>https://app.example.com/register?a=1&amp;b=2</registrationUrl><secret>s&lt;cret</secret></setup>
  <admin><main-module source="https://app.example.com/module?a=1&amp;b=2"/></admin>
  <permissions>
    <!-- <read>customer</read> -->
    <read>order</read>
    <update>webhook</update>
  </permissions>
  <webhooks>
    <!-- <webhook name="no" url="https://app.example.com/no" event="no"/> -->
    <webhook name="placed" url="https://app.example.com/hook?x=1&amp;y=2" event="checkout.order.placed"/>
    <webhook event="order.written" onlyLiveVersion="true" url="https://app.example.com/hook" name="written"/>
  </webhooks>
</manifest>`;
const FLOW = `<flow-extensions><flow-events>
  <flow-event><name>tea.brewed</name><aware>orderAware</aware></flow-event>
</flow-events></flow-extensions>`;

describe("an app's manifest", () => {
  it("says how to register, what the app may do, and what it wants to hear", () => {
    expect(readManifest({ manifest: MANIFEST, flow: FLOW })).toEqual({
      name: "Tea",
      version: "1.2.3",
      registrationUrl: "https://app.example.com/register?a=1&b=2",
      secret: "s<cret",
      mainModule: "https://app.example.com/module?a=1&b=2",
      permissions: ["order:read", "webhook:update"],
      webhooks: [
        {
          name: "placed",
          event: "checkout.order.placed",
          url: "https://app.example.com/hook?x=1&y=2",
          onlyLiveVersion: false,
        },
        { name: "written", event: "order.written", url: "https://app.example.com/hook", onlyLiveVersion: true },
      ],
      flowEvents: ["tea.brewed"],
    });
  });

  it("without a secret is none, and a webhook without an event neither", () => {
    expect(() => readManifest({ manifest: MANIFEST.replace(/<secret>.*<\/secret>/, ""), flow: null })).toThrow(
      "<secret>",
    );
    expect(() => readManifest({ manifest: MANIFEST.replace('event="order.written"', ""), flow: null })).toThrow(
      "event",
    );
  });

  it("of the app in this repository is read whole", () => {
    const read = (path: string) =>
      readFileSync(new URL(`../../../../../shopware-plugin-bridge/shopware-app/${path}`, import.meta.url), "utf8");
    const manifest = read("manifest.xml");
    const app = readManifest({ manifest, flow: read("Resources/flow.xml") });
    expect(app.webhooks).toHaveLength([...manifest.matchAll(/<webhook name=/g)].length);
    expect(app.webhooks.filter(({ onlyLiveVersion }) => onlyLiveVersion)).toHaveLength(2);
    expect(app.permissions).toEqual(expect.arrayContaining(["order:read", "notification:create"]));
    expect(app.flowEvents).toHaveLength(25);
  });
});
