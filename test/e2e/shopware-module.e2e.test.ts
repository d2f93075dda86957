import { readFile } from "node:fs/promises";
import type { Browser, Frame } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { buildApp } from "../../commands/build-app.ts";
import { type FreshDatabase, freshDatabase } from "../setup/fresh-database.ts";
import { seriousFaults, widerThanWindow } from "./faults-of-page.ts";
import { faultsOfText } from "./faults-of-text.ts";
import { press, typeInto } from "./keyboard.ts";
import { launchBrowser, PHONE } from "./launch-browser.ts";
import { openAdmin } from "./open-admin.ts";
import { type RunningBridge, SHOPWARE_CREDENTIALS, startBridge } from "./running-bridge.ts";

const PAST_ORDERS = 60;
let database: FreshDatabase;
let browser: Browser;
let running: RunningBridge;
beforeAll(async () => {
  database = await freshDatabase();
  await buildApp(() => {});
  [browser, running] = await Promise.all([
    launchBrowser(),
    startBridge({ databaseUrl: database.url, pastOrders: PAST_ORDERS }),
  ]);
}, 120_000);
afterAll(async () => {
  await browser?.close();
  await running?.stop();
  await database?.drop();
});

const sound = async (app: Frame) => ({ axe: await seriousFaults(app), wide: await widerThanWindow(app) });
const SOUND = { axe: [], wide: [] };

/** The order changed between the look and the button, which has it looked at again. */
const CHANGED = /^409: .*\/pages\/order$|status of 409 \(Conflict\)/;

describe("the module in a Shopware shop's administration", () => {
  test("connects, sees orders arrive, maps a field and takes the certificate away: by keyboard", async () => {
    const { page, app, complaints, close } = await openAdmin(browser, running.adminUrl, { locale: "en-GB" });
    const button = (name: string) => app.getByRole("button", { name, exact: true });
    const seen = (text: string | RegExp) => app.getByText(text).first().waitFor({ timeout: 60_000 });
    const goTo = (name: string) => press(page, app.getByRole("navigation").getByRole("link", { name, exact: true }));
    await seen("Not connected to Karla yet");
    expect(await sound(app)).toEqual(SOUND);

    await press(page, button("Connect to Karla"));
    await typeInto(page, app.locator("[name=slug]"), SHOPWARE_CREDENTIALS.slug);
    await typeInto(page, app.locator("[name=username]"), SHOPWARE_CREDENTIALS.username);
    await typeInto(page, app.locator("[name=key]"), "a-key-that-is-wrong");
    await page.keyboard.press("Enter");
    await seen("The key is not right");
    expect(await app.evaluate(() => document.activeElement?.id)).toBe("key");
    expect(await sound(app)).toEqual(SOUND);
    await typeInto(page, app.locator("[name=key]"), SHOPWARE_CREDENTIALS.key);
    await press(page, button("Test and save"));
    await seen("Connected to Karla as kettle");

    await goTo("Import");
    await seen(/^The import is finished: \d+ orders$/);
    expect(await sound(app)).toEqual(SOUND);
    await expect.poll(running.ordersAtCore, { timeout: 60_000 }).toBeGreaterThan(PAST_ORDERS / 2);
    await goTo("Home");
    await app.getByRole("heading", { name: "Last orders" }).waitFor();
    expect(await sound(app)).toEqual(SOUND);

    for (const name of ["Filters", "Channels"]) {
      await goTo(name);
      await app.getByRole("heading", { level: 1, name: new RegExp(name, "i") }).waitFor();
      await app.getByRole("status").first().waitFor({ state: "attached" });
      expect(await sound(app)).toEqual(SOUND);
    }

    await goTo("Fields");
    await seen("Your orders carry these fields");
    await press(page, app.getByRole("button", { name: /^Make a rule: / }).first());
    await seen("What is done with it");
    await typeInto(page, app.getByLabel("Name of the custom property", { exact: true }), "Noted");
    expect(await sound(app)).toEqual(SOUND);
    await press(page, button("Save"));
    await seen("Saved");
    await press(page, button("Publish"));
    await seen("Published as version 1");

    await goTo("Certificate");
    await app.getByRole("heading", { name: "The last 90 days" }).waitFor({ timeout: 60_000 });
    expect(await sound(app)).toEqual(SOUND);
    const download = page.waitForEvent("download");
    await press(page, button("Download as JSON"));
    const record = JSON.parse(await readFile(await (await download).path(), "utf8"));
    expect(record).toMatchObject({ version: 1, days: [{ inShop: expect.any(Number) }] });

    await goTo("Home");
    const delivered = app.getByRole("row", { name: /Karla has this order\./ }).first();
    await press(page, delivered.getByRole("button", { name: /^Send again…/ }));
    await app.getByRole("heading", { level: 1, name: /^Send order .* again$/ }).waitFor();
    await seen("Your shop is asked for the order first: it is sent as it is there now.");
    expect(await sound(app)).toEqual(SOUND);
    await press(page, button("Send now"));
    const sent = app.getByText("The order was sent again");
    // The shop goes on selling and shipping: an order that changed since it was shown is to be looked at again.
    const changed = button("Look again");
    await sent.or(changed).first().waitFor({ timeout: 60_000 });
    let changes = await changed.count();
    for (let tries = 0; tries < 5 && (await changed.count()) > 0; tries += 1) {
      await press(page, changed);
      await press(page, button("Send now"));
      await sent.or(changed).first().waitFor({ timeout: 60_000 });
      changes += await changed.count();
    }
    await sent.waitFor({ timeout: 60_000 });
    expect(await sound(app)).toEqual(SOUND);

    await goTo("Home");
    const number = await app
      .getByRole("row", { name: /Karla has this order\./ })
      .first()
      .getByRole("rowheader")
      .textContent();
    await goTo("Personal data");
    await typeInto(page, app.getByLabel("E-mail address or order number"), number ?? "");
    const data = page.waitForEvent("download");
    await page.keyboard.press("Enter");
    const held = JSON.parse(await readFile(await (await data).path(), "utf8"));
    expect(held).toMatchObject({ version: 1, orders: [{ name: number, core: { given: true } }] });
    await seen("The file with 1 order is in your downloads");
    expect(await sound(app)).toEqual(SOUND);

    expect(await page.context().cookies()).toEqual([]);
    // The key that was wrong on purpose is answered like any other: nothing on this page may complain.
    expect(complaints.filter((text) => !CHANGED.test(text))).toEqual([]);
    // Each change is complained of twice: as the answer, and as what failed to load.
    expect(complaints.length).toBeLessThanOrEqual(2 * changes);
    await close();
  }, 300_000);

  test("speaks German and fits a phone", async () => {
    const german = { locale: "de-DE", viewport: PHONE };
    const { page, app, complaints, close } = await openAdmin(browser, running.adminUrl, german);
    expect(await app.locator("html").getAttribute("lang")).toBe("de");
    const links = app.getByRole("navigation").getByRole("link");
    const titles: string[] = [];
    for (const link of await links.all()) {
      await link.click();
      await app.locator("[aria-current=page]", { hasText: (await link.textContent()) ?? "" }).waitFor();
      await app.waitForLoadState("networkidle");
      titles.push((await app.locator("h1").textContent()) ?? "");
      expect(await sound(app)).toEqual(SOUND);
      // biome-ignore lint/performance/useDomNodeTextContent: what is read, not what the page's scripts hold
      expect(faultsOfText(await app.locator("main").innerText(), "de")).toEqual([]);
    }
    expect(new Set(titles).size).toBe(9);
    expect(await widerThanWindow(page.mainFrame())).toEqual([]);
    expect(complaints).toEqual([]);
    await close();
  }, 120_000);
});
