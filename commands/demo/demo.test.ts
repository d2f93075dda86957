import { describe, expect, test } from "vitest";
import { childEnv } from "../env.ts";
import { runOnce } from "../start-process.ts";

describe("npm run demo", () => {
  test("brings every order whole through the real processes, and its last line says so", async () => {
    const args = ["--json", "--orders", "80", "--seed", "7"];
    const output = await runOnce({ script: "commands/demo.ts", args, env: childEnv({ DATABASE_URL: undefined }) });
    const last = JSON.parse(output.trim().split("\n").at(-1) ?? "");
    expect(last).toMatchObject({ orders: 80, quarantined: 0, lost: 0, platforms: { shopify: { orders: 80 } } });
    expect(last.received).toBeGreaterThan(last.events);
    expect(last.delivered + last.skipped).toBe(80);
  }, 120_000);
});
