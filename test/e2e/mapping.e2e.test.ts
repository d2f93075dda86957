import type { Frame } from "playwright-core";
import { describe, expect, test } from "vitest";
import { seriousFaults, widerThanWindow } from "./faults-of-page.ts";
import { press, tabTo, typeInto } from "./keyboard.ts";
import { PHONE } from "./launch-browser.ts";
import { openAdmin } from "./open-admin.ts";
import { orderWith } from "./order-with.ts";
import { CREDENTIALS } from "./running-app.ts";
import { setUpApp } from "./set-up-app.ts";

const stage = setUpApp({ sells: false });

const WINDOWS = ["morning", "morning", "afternoon", "evening"];
const sound = async (app: Frame) => ({ axe: await seriousFaults(app), wide: await widerThanWindow(app) });
const SOUND = { axe: [], wide: [] };

describe("a new merchant", () => {
  test("maps a discovered field through a table and a condition, sees it, tries it, publishes it: by keyboard", async () => {
    const { running, browser } = stage();
    const { page, app, complaints, close } = await openAdmin(browser, running.adminUrl, { locale: "en-GB" });
    const button = (name: string) => app.getByRole("button", { name, exact: true });
    const field = (label: string) => app.getByLabel(label, { exact: true });
    const seen = (text: string) => app.getByText(text, { exact: true }).first().waitFor();
    const choose = async (label: string, option: string) => {
      await field(label).selectOption({ label: option });
    };
    const showTab = async (name: string) => {
      await tabTo(page, app.getByRole("tab", { selected: true }));
      const wanted = app.getByRole("tab", { name, exact: true, selected: true });
      for (let steps = 0; steps < 3 && (await wanted.count()) === 0; steps += 1)
        await page.keyboard.press("ArrowRight");
      await wanted.waitFor();
    };
    const look = async () => expect(await sound(app)).toEqual(SOUND);

    await press(page, button("Connect to Karla"));
    for (const [name, text] of Object.entries(CREDENTIALS)) await typeInto(page, app.locator(`[name=${name}]`), text);
    await press(page, button("Test and save"));
    await seen("Connected to Karla as tea");
    for (const [index, when] of WINDOWS.entries()) await running.tell(orderWith(5_001 + index, { window: when }));
    await expect.poll(running.ordersAtCore).toBe(WINDOWS.length);

    await press(page, page.getByRole("link", { name: "Fields" }));
    await seen("Your orders carry these fields");
    await look();
    await press(page, app.getByRole("button", { name: /^Make a rule: .*window/ }));
    await seen("What is done with it");
    await look();

    await choose("What is done next", "Replace by a table");
    await press(page, button("Add this step"));
    await typeInto(page, field("1. In the order"), "morning");
    await typeInto(page, field("1. For Karla"), "8-12");
    await press(page, button("Add a row"));
    await typeInto(page, field("2. In the order"), "afternoon");
    await typeInto(page, field("2. For Karla"), "12-18");
    await choose("What is not in the table", "Is reported as a problem");
    await choose("Shown for this order", "#5002");
    await expect.poll(() => app.getByText("8-12").count()).toBeGreaterThan(1);
    await look();

    await choose("What is done next", "If … then … otherwise");
    await press(page, button("Add this step"));
    await typeInto(page, field("1. Compared with"), "8-12");
    await choose("If it holds", "Use a fixed value");
    await typeInto(page, field("If it holds, use"), "early");
    await choose("If it does not hold", "Keep the value");
    await typeInto(page, field("Name of the custom property"), "Delivery");
    await seen("early");
    await look();

    await press(page, button("Save"));
    await seen("Saved");
    await showTab("Try it on your orders");
    await press(page, button("Try it"));
    await seen("What would become of your last 4 orders");
    await seen("New problem");
    await app
      .getByText(/is not in the table: “.*evening/)
      .first()
      .waitFor();
    await look();

    await press(page, button("Publish"));
    await seen("Not published: 1 order would have a new problem");
    await look();
    await press(page, button("Publish anyway"));
    await seen("Published as version 1");
    await look();
    await press(page, button("Send the 3 changed orders again"));
    await seen("3 orders are sent again");
    await expect.poll(() => running.notedAtCore("5001")).toMatchObject({ window: "morning", Delivery: "early" });
    expect(await running.notedAtCore("5004")).toEqual({ window: "evening" });

    await running.tell(orderWith(5_005, { window: "Afternoon " }));
    await expect.poll(() => running.notedAtCore("5005")).toMatchObject({ Delivery: "12-18" });

    await showTab("Versions");
    await seen("In use");
    await look();
    expect(complaints).toEqual([]);
    await close();
  }, 120_000);

  test("looks at what sending one order again would do, reads it, and sends it: by keyboard", async () => {
    const { running, browser, database } = stage();
    // As if another version had been published.
    await database.pool.query(`
      INSERT INTO mapping_version (shop_id, version, document, published_at, published_by)
      SELECT shop_id, 2, replace(document, '"early"', '"at dawn"'), now(), 'operator' FROM mapping_version`);
    const { page, app, complaints, close } = await openAdmin(browser, running.adminUrl, { locale: "en-GB" });
    const seen = (text: string | RegExp) => app.getByText(text).first().waitFor();
    const look = async () => expect(await sound(app)).toEqual(SOUND);
    const atCore = async () => (await running.notedAtCore("5001"))?.Delivery;

    await press(page, app.getByRole("button", { name: /^Send again….*#5001/ }));
    await app.getByRole("heading", { level: 1, name: /Send order .*#5001.* again/ }).waitFor();
    const row = app.getByRole("row", { name: /Delivery/ });
    await expect.poll(() => row.textContent()).toMatch(/early.*at dawn/);
    await seen("Your shop is asked for the order first: it is sent as it is there now.");
    await seen("This is left out, so that nobody hears of the order twice");
    await look();
    expect(await atCore()).toBe("early");

    await press(page, app.getByRole("button", { name: "Send now", exact: true }));
    await app.getByText("The order was sent again", { exact: true }).waitFor({ timeout: 30_000 });
    expect(await atCore()).toBe("at dawn");
    await seen("Karla has this order exactly as we know it.");
    await look();

    const again = app.getByLabel("Tell everybody again who has heard of it");
    await tabTo(page, again);
    await page.keyboard.press("Space");
    await app.getByText("This is left out").waitFor({ state: "detached" });
    await seen("The order is sent to Karla.");
    await look();
    expect(complaints).toEqual([]);
    await close();
  }, 180_000);

  test("is asked for a permission only when a rule needs it, and the shop then lets us read: by keyboard", async () => {
    const { page, app, complaints, close } = await openAdmin(stage().browser, stage().running.adminUrl, {
      locale: "en-GB",
    });
    await press(page, page.getByRole("link", { name: "Fields" }));
    const banner = app.getByText("Karla may not read your products' metafields yet");
    await press(page, app.getByRole("button", { name: "Choose what to send", exact: true }));
    expect(await banner.count()).toBe(0);
    await press(page, app.getByRole("button", { name: /^A metafield/ }));
    await app.getByLabel("Of what", { exact: true }).selectOption({ label: "The products" });
    await typeInto(page, app.getByLabel("Namespace", { exact: true }), "custom");
    await typeInto(page, app.getByLabel("Name", { exact: true }), "material");
    await banner.waitFor();
    expect(await sound(app)).toEqual(SOUND);
    await press(page, app.getByRole("button", { name: "Allow", exact: true }));
    const dialog = page.getByRole("dialog");
    await dialog.waitFor();
    expect(await seriousFaults(page.mainFrame())).toEqual([]);
    await press(page, dialog.getByRole("button", { name: "Do not allow", exact: true }));
    await app.getByText("You have not allowed it.", { exact: false }).waitFor();
    await press(page, app.getByRole("button", { name: "Allow", exact: true }));
    await press(page, dialog.getByRole("button", { name: "Allow", exact: true }));
    await app.getByText("Karla may read these metafields now", { exact: false }).waitFor();
    const { granted } = (await (await fetch(`${stage().running.adminUrl}/scopes`)).json()) as { granted: string[] };
    expect(granted).toEqual([
      "read_orders",
      "read_fulfillments",
      "write_orders",
      "write_fulfillments",
      "write_app_proxy",
      "read_products",
    ]);
    expect(complaints).toEqual([]);
    await close();
  }, 120_000);

  test("finds the page in German and on a phone", async () => {
    const german = { locale: "de-DE", viewport: PHONE };
    const { page, app, complaints, close } = await openAdmin(stage().browser, stage().running.adminUrl, german);
    await app
      .getByRole("button", { name: /^Noch einmal senden…/ })
      .first()
      .click();
    await app.getByText("Was sich bei Karla ändert").waitFor();
    expect(await sound(app)).toEqual(SOUND);
    await page.getByRole("link", { name: "Felder" }).click();
    await app.getByRole("tab").first().waitFor();
    for (const tab of await app.getByRole("tab").all()) {
      await tab.click();
      expect(await sound(app)).toEqual(SOUND);
    }
    expect(complaints).toEqual([]);
    await close();
  });
});
