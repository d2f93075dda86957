import type { Frame, Route } from "playwright-core";
import { describe, expect, test } from "vitest";
import { seriousFaults, widerThanWindow } from "./faults-of-page.ts";
import { press, tabTo, typeInto } from "./keyboard.ts";
import { launchBrowser, PHONE } from "./launch-browser.ts";
import { openAdmin } from "./open-admin.ts";
import { CREDENTIALS } from "./running-app.ts";
import { setUpApp } from "./set-up-app.ts";

const stage = setUpApp();

/** A number of the home page, by its label. */
async function figure(app: Frame, label: string): Promise<number> {
  const text = await app
    .locator("dl > div", { has: app.getByText(label, { exact: true }) })
    .locator("dd")
    .textContent();
  return Number((text ?? "").replaceAll(/\D/g, ""));
}

const sound = async (app: Frame) => ({ axe: await seriousFaults(app), wide: await widerThanWindow(app) });
const SOUND = { axe: [], wide: [] };

/** Orders go on arriving, those that waited too, and the page says so by itself. */
async function expectOrdersToGo(app: Frame): Promise<void> {
  const before = await figure(app, "Orders sent to Karla");
  await expect.poll(() => figure(app, "Orders sent to Karla")).toBeGreaterThan(before);
  // An order waits once more, for a moment, when its pictures have come.
  await expect.poll(() => figure(app, "Orders waiting"), { timeout: 30_000 }).toBe(0);
}

describe("the embedded app in a browser", () => {
  test("is installed, connected, steps back when Karla syncs the shop already, and goes on: by keyboard", async () => {
    const { page, app, complaints, close } = await openAdmin(stage().browser, stage().running.adminUrl, {
      locale: "en-GB",
    });
    const button = (name: string) => app.getByRole("button", { name, exact: true });
    const seen = (text: string) => app.getByText(text, { exact: true }).first().waitFor();
    await seen("Not connected to Karla yet");
    // By token exchange, with a token that expires and one to renew it.
    const { rows } = await stage().database.pool.query(
      "SELECT shop, is_online, expires IS NOT NULL AND refresh_token IS NOT NULL AS renews FROM session",
    );
    expect(rows).toEqual([{ shop: "tea.myshopify.com", is_online: false, renews: true }]);
    await app.evaluate(() => Object.assign(globalThis, { neverLoadedAnew: true }));
    expect(await sound(app)).toEqual(SOUND);
    expect(await seriousFaults(page.mainFrame())).toEqual([]);

    await press(page, button("Connect to Karla"));
    await typeInto(page, app.locator("[name=slug]"), CREDENTIALS.slug);
    await typeInto(page, app.locator("[name=username]"), CREDENTIALS.username);
    await typeInto(page, app.locator("[name=key]"), "a-key-that-is-wrong");
    await page.keyboard.press("Enter");
    await seen("The key is not right");
    expect(await app.evaluate(() => document.activeElement?.id)).toBe("key");
    expect(await app.locator("[name=slug]").inputValue()).toBe(CREDENTIALS.slug);
    expect(await app.locator("[name=key]").inputValue()).toBe("a-key-that-is-wrong");
    expect(await sound(app)).toEqual(SOUND);

    await typeInto(page, app.locator("[name=key]"), CREDENTIALS.key);
    await press(page, button("Test and save"));
    await seen("Connected to Karla as tea");
    expect(await sound(app)).toEqual(SOUND);
    await press(page, button("To the overview"));
    await expectOrdersToGo(app);
    expect(await stage().running.ordersAtCore()).toBeGreaterThan(0);

    await stage().running.createCoreWebhook();
    await press(page, page.getByRole("link", { name: "Connection" }));
    await typeInto(page, app.locator("[name=key]"), CREDENTIALS.key);
    await press(page, button("Test and save"));
    await seen("Karla already syncs this shop");
    expect(await sound(app)).toEqual(SOUND);
    await press(page, page.getByRole("link", { name: "Problems" }));
    await seen("Karla already syncs this shop");
    expect(await sound(app)).toEqual(SOUND);
    await press(page, button("Back to the overview"));
    await seen("Karla already gets your orders directly from your shop, so we do not send them a second time.");
    expect(await figure(app, "Orders waiting")).toBeGreaterThan(0);

    await press(page, app.getByRole("button", { name: "Switch off the direct connection" }));
    await app.getByText("Karla already syncs this shop").waitFor({ state: "detached" });
    await expectOrdersToGo(app);
    expect(await sound(app)).toEqual(SOUND);

    expect(await app.evaluate(() => "neverLoadedAnew" in globalThis)).toBe(true);
    expect(await page.context().cookies()).toEqual([]);
    expect(complaints).toEqual([]);
    await close();
  }, 120_000);

  test("speaks German and fits a phone", async () => {
    const german = { locale: "de-DE", viewport: PHONE };
    const { page, app, complaints, close } = await openAdmin(stage().browser, stage().running.adminUrl, german);
    await app.getByText("Letzte Bestellungen").waitFor();
    expect(await app.locator("html").getAttribute("lang")).toBe("de");
    expect(await sound(app)).toEqual(SOUND);
    for (const [link, title] of [
      ["Nachweis", "Nachweis"],
      ["Import", "Import"],
      ["Filter", "Filter"],
      ["Datenschutz", "Datenschutz"],
      ["Verbindung", "Verbindung zu Karla"],
      ["Probleme", "Probleme"],
    ] as const) {
      await page.getByRole("link", { name: link }).click();
      await app.getByRole("heading", { name: title, exact: true }).waitFor();
      expect(await sound(app)).toEqual(SOUND);
    }
    expect(await widerThanWindow(page.mainFrame())).toEqual([]);
    expect(complaints).toEqual([]);
    await close();
  });

  test("loads a page once, whatever the page before it would have read again meanwhile", async () => {
    const { page, app, complaints, close } = await openAdmin(stage().browser, stage().running.adminUrl, {
      locale: "en-GB",
      onPage: (opened) => void opened.clock.install(),
    });
    const asked: Route[] = [];
    await page.route(
      (url) => url.pathname === "/app/problems.data",
      (route) => void asked.push(route),
    );
    await page.getByRole("link", { name: "Problems" }).click();
    await page.locator("#loading").waitFor();
    await page.clock.runFor(6_000);
    await asked[0]?.continue();
    await app.getByRole("heading", { name: "Problems", exact: true }).waitFor();
    expect(asked).toHaveLength(1);
    expect(complaints).toEqual([]);
    await close();
  });

  test("counts today, shows the day, and gives the certificate away as a file: by keyboard", async () => {
    const { page, app, complaints, close } = await openAdmin(stage().browser, stage().running.adminUrl, {
      locale: "en-GB",
    });
    const button = (name: string) => app.getByRole("button", { name, exact: true });
    await press(page, page.getByRole("link", { name: "Certificate" }));
    await app.getByRole("heading", { name: "The last 90 days" }).waitFor();
    expect(await sound(app)).toEqual(SOUND);
    const counted = page.waitForResponse((response) => response.request().method() === "POST");
    await press(page, button("Count again now"));
    await counted;
    await expect.poll(() => button("Count again now").isEnabled()).toBe(true);
    const readAnew: string[] = [];
    page.on("request", (request) => void (request.method() === "GET" && readAnew.push(request.url())));
    const download = page.waitForEvent("download");
    await press(page, button("Download as CSV"));
    expect((await download).suggestedFilename()).toBe("karla-certificate.csv");
    await expect.poll(() => button("Download as CSV").isEnabled()).toBe(true);
    expect(readAnew.filter((url) => url.includes("/app/"))).toEqual([]);
    await press(page, app.getByRole("row").nth(1).getByRole("link"));
    await press(page, button("Back to all days"));
    await app.getByRole("heading", { name: "The last 90 days" }).waitFor();
    expect(complaints).toEqual([]);
    await close();
  }, 120_000);

  test("keeps what the merchant decides about orders and parcels: by keyboard", async () => {
    const { page, app, complaints, close } = await openAdmin(stage().browser, stage().running.adminUrl, {
      locale: "en-GB",
    });
    const notes = app.getByLabel("Show in your orders what happens to their parcels");
    await press(page, page.getByRole("link", { name: "Filters" }));
    await app.getByRole("heading", { name: "Filters", exact: true }).waitFor();
    expect(await notes.isChecked()).toBe(true);
    await tabTo(page, notes);
    await page.keyboard.press("Space");
    await press(page, app.getByRole("button", { name: "Save", exact: true }));
    await app.getByText("Saved", { exact: true }).waitFor();
    expect(await sound(app)).toEqual(SOUND);
    await press(page, page.getByRole("link", { name: "Problems" }));
    await press(page, page.getByRole("link", { name: "Filters" }));
    await notes.waitFor();
    expect(await notes.isChecked()).toBe(false);
    expect(complaints).toEqual([]);
    await close();
  }, 120_000);

  test("shows which triggers of Shopify Flow a workflow uses, as Flow said by a call of its own", async () => {
    const { database, running, browser } = stage();
    const use = { flow_trigger_definition_id: "Parcel delivered", timestamp: "2026-11-24T09:00:00Z" };
    expect(await running.callFromFlow("flow-trigger", { ...use, has_enabled_flow: true })).toBe(200);
    const kept = async () => (await database.pool.query("SELECT is_used FROM trigger_use")).rows;
    await expect.poll(kept).toEqual([{ is_used: true }]);
    const { page, app, complaints, close } = await openAdmin(browser, running.adminUrl, { locale: "de-DE" });
    await press(page, page.getByRole("link", { name: "Verbindung" }));
    const row = (name: string) => app.getByRole("row", { name }).getByText("enutzt");
    await row("Parcel delivered").waitFor();
    expect(await row("Parcel delivered").textContent()).toBe("Von einem Workflow genutzt");
    expect(await row("Claim created").textContent()).toBe("Nicht genutzt");
    expect(await sound(app)).toEqual(SOUND);
    expect(complaints).toEqual([]);
    await close();
  });

  test("is uninstalled, keeps no session, is installed again and goes on where it was: by keyboard", async () => {
    const { page, app, close } = await openAdmin(stage().browser, stage().running.adminUrl, { locale: "en-GB" });
    await app.getByRole("heading", { name: "Last orders" }).waitFor();
    const sessions = async () => (await stage().database.pool.query("SELECT id FROM session")).rows.length;
    expect(await sessions()).toBe(1);
    await press(page, page.getByRole("button", { name: "More actions" }));
    await press(page, page.getByRole("button", { name: "Uninstall app" }));
    await press(page, page.getByRole("dialog").getByRole("button", { name: "Uninstall app" }));
    await page.getByText("Karla is not installed in this shop").waitFor();
    await expect.poll(sessions).toBe(0);
    await press(page, page.getByRole("button", { name: "Install app" }));
    const again = await (await page.waitForSelector("iframe#app")).contentFrame();
    if (again === null) throw new Error("The admin has no frame for the app.");
    await again.getByRole("heading", { name: "Last orders" }).waitFor();
    expect(await sessions()).toBe(1);
    const before = await figure(again, "Orders sent to Karla");
    await expect.poll(() => figure(again, "Orders sent to Karla")).toBeGreaterThan(before);
    await press(page, page.getByRole("link", { name: "Connection" }));
    await expect.poll(() => again.locator("[name=slug]").inputValue()).toBe(CREDENTIALS.slug);
    await close();
  }, 120_000);

  test("needs no library of the system: the browser brings its own", async () => {
    const own = await launchBrowser({ bundled: true });
    const page = await own.newPage();
    await page.setContent("<p>shown</p>");
    expect(await page.textContent("p")).toBe("shown");
    await own.close();
  });
});
