import { readFile } from "node:fs/promises";
import type { Frame } from "playwright-core";
import { describe, expect, test } from "vitest";
import { seriousFaults, widerThanWindow } from "./faults-of-page.ts";
import { press, typeInto } from "./keyboard.ts";
import { openAdmin } from "./open-admin.ts";
import { CREDENTIALS } from "./running-app.ts";
import { setUpApp } from "./set-up-app.ts";

/** So many that it takes a while: of two thirds the app is given, and one in five is read one by one, for points. */
const PAST_ORDERS = 2_000;
const stage = setUpApp({ pastOrders: PAST_ORDERS });

const sound = async (app: Frame) => ({ axe: await seriousFaults(app), wide: await widerThanWindow(app) });
const SOUND = { axe: [], wide: [] };

/** Orders that the progress bar counts as done. */
async function done(app: Frame): Promise<number> {
  const words = await app
    .getByText(/^[\d,]+ of [\d,]+ orders$/)
    .first()
    .textContent({ timeout: 1_000 })
    .catch(() => "");
  return Number(/^([\d,]+) of /.exec(words ?? "")?.[1]?.replaceAll(",", "") ?? -1);
}

describe("a new merchant", () => {
  test("installs, sees the import run, pauses it, goes on with it, and takes the certificate away: by keyboard", async () => {
    const { running, browser } = stage();
    const { page, app, complaints, close } = await openAdmin(browser, running.adminUrl, { locale: "en-GB" });
    const button = (name: string) => app.getByRole("button", { name, exact: true });
    const seen = (text: string | RegExp) => app.getByText(text).first().waitFor({ timeout: 120_000 });

    await press(page, button("Connect to Karla"));
    for (const [name, text] of Object.entries(CREDENTIALS)) await typeInto(page, app.locator(`[name=${name}]`), text);
    await press(page, button("Test and save"));
    await seen("Connected to Karla as tea");

    await press(page, page.getByRole("link", { name: "Import" }));
    await seen("The import is running");
    await expect.poll(() => done(app), { timeout: 60_000 }).toBeGreaterThan(0);
    await seen(/About .* left|Less than a minute left/);
    expect(await sound(app)).toEqual(SOUND);

    await press(page, button("Pause"));
    await seen("The import is paused");
    expect(await sound(app)).toEqual(SOUND);
    const paused = await done(app);
    expect(paused).toBeGreaterThan(0);
    await page.waitForTimeout(3_000);
    expect(await done(app)).toBe(paused);

    await press(page, button("Continue the import"));
    await seen("The import is running");
    await seen(/^The import is finished: [\d,]+ orders$/);
    expect(await sound(app)).toEqual(SOUND);
    await expect.poll(running.ordersAtCore, { timeout: 60_000 }).toBeGreaterThan(PAST_ORDERS / 3);

    await press(page, page.getByRole("link", { name: "Certificate" }));
    await app.getByRole("heading", { name: "The last 90 days" }).waitFor({ timeout: 60_000 });
    expect(await sound(app)).toEqual(SOUND);
    const download = page.waitForEvent("download");
    await press(page, button("Download as JSON"));
    const record = JSON.parse(await readFile(await (await download).path(), "utf8"));
    expect(record).toMatchObject({ version: 1, days: [{ inShop: expect.any(Number) }] });
    expect(complaints).toEqual([]);
    await close();
  }, 240_000);
});
