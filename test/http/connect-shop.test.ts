import { checkConnection, switchOffCoreSync } from "@karla/sync/connect-shop";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type Spine, startSpine } from "./running-spine.ts";

let spine: Spine;
beforeAll(async () => {
  spine = await startSpine();
});
afterAll(() => spine.stop());

describe("checking a connection to the core", () => {
  test("succeeds with the right slug and key", async () => {
    expect(await checkConnection(spine.client())).toEqual({ outcome: "connected" });
  });

  test("tells a wrong key from a wrong slug and from a core that does not answer", async () => {
    const why = async (client: ReturnType<Spine["client"]>) => {
      const result = await checkConnection(client);
      return result.outcome === "refused" ? result.why : result.outcome;
    };
    expect(await why(spine.client({ key: "not-the-key-0123456" }))).toBe("wrong_key");
    expect(await why(spine.client({ slug: "elsewhere" }))).toBe("unknown_shop");
    spine.misbehave.next = () => ({ kind: "status", status: 400 });
    expect(await why(spine.client())).toBe("no_credentials");
    spine.misbehave.next = () => ({ kind: "status", status: 403 });
    expect(await why(spine.client())).toBe("no_access");
    spine.misbehave.next = () => ({ kind: "status", status: 503 });
    expect(await why(spine.client())).toBe("unreachable");
    spine.misbehave.next = null;
  });

  test("does not hold it against a key that it may not read the settings", async () => {
    spine.misbehave.next = ({ path }) => (path.endsWith("/spine") ? null : { kind: "status", status: 403 });
    expect(await checkConnection(spine.client())).toEqual({ outcome: "connected" });
    spine.misbehave.next = null;
  });

  test("finds that the core already syncs the shop, and switching that off makes the way free", async () => {
    await spine.client().setTriggers({ shopify: true });
    expect(await checkConnection(spine.client())).toEqual({
      outcome: "core_already_syncs",
      webhooks: 0,
      triggers: true,
    });
    await spine.createCoreWebhook();
    expect(await checkConnection(spine.client())).toEqual({
      outcome: "core_already_syncs",
      webhooks: 1,
      triggers: true,
    });
    await switchOffCoreSync(spine.client());
    expect(await checkConnection(spine.client())).toEqual({ outcome: "connected" });
  });
});
