import { randomUUID } from "node:crypto";
import { readFileSync } from "node:fs";
import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { appWebhook } from "@karla/sandbox/app-webhook";
import type { Download, Frame } from "playwright-core";
import { describe, expect, test } from "vitest";
import { addressBody } from "../fixtures/shopify/order-body.ts";
import { seriousFaults, widerThanWindow } from "./faults-of-page.ts";
import { press, typeInto } from "./keyboard.ts";
import { type AdminPage, openAdmin } from "./open-admin.ts";
import { orderWith } from "./order-with.ts";
import { SHOP } from "./running-app.ts";
import { setUpApp } from "./set-up-app.ts";

const stage = setUpApp({ sells: false });

const sound = async (app: Frame) => ({ axe: await seriousFaults(app), wide: await widerThanWindow(app) });
const SOUND = { axe: [], wide: [] };
const [FORMER_KEY, KEY] = ["a-key-that-was-right", "a-key-that-is-right"] as const;

/** Enters a key on the connection page, with the rest as it stands there. */
async function enterKey({ page, app }: AdminPage, username: string, key: string): Promise<void> {
  await typeInto(page, app.locator("[name=slug]"), "tea");
  await typeInto(page, app.locator("[name=username]"), username);
  await typeInto(page, app.locator("[name=key]"), key);
  await press(page, app.getByRole("button", { name: "Test and save", exact: true }));
  await app.getByText("Connected to Karla as tea", { exact: true }).waitFor();
  await press(page, app.getByRole("button", { name: "To the overview", exact: true }));
}

describe("what needs the merchant's attention", () => {
  test("a key that Karla takes no more is one problem, and with another one all that waited goes out: by keyboard", async () => {
    const { running, browser, database } = stage();
    await running.createKey("former", FORMER_KEY);
    const admin = await openAdmin(browser, running.adminUrl, { locale: "en-GB" });
    const { page, app, complaints, close } = admin;
    const button = (name: string) => app.getByRole("button", { name, exact: true });
    const waiting = () =>
      app
        .locator("dl > div", { has: app.getByText("Orders waiting", { exact: true }) })
        .locator("dd")
        .textContent();
    await app.evaluate(() => Object.assign(globalThis, { neverLoadedAnew: true }));
    await press(page, button("Connect to Karla"));
    await enterKey(admin, "former", FORMER_KEY);
    await running.tell(orderWith(6_000, {}));
    await expect.poll(running.numbersAtCore).toEqual(["6000"]);

    await database.pool.query("DELETE FROM karla_core.api_key WHERE username = 'former'");
    const numbers = Array.from({ length: 12 }, (_, index) => 6_001 + index);
    for (const number of numbers) await running.tell(orderWith(number, {}));
    await expect.poll(waiting).toBe("12");
    await app.getByText("1 problem needs your attention", { exact: true }).waitFor();
    expect(await app.getByRole("heading", { level: 3 }).allTextContents()).toEqual(["Karla does not accept your key"]);
    expect(await sound(app)).toEqual(SOUND);
    await press(page, page.getByRole("link", { name: "Problems" }));
    await app.getByRole("heading", { level: 1, name: "Problems" }).waitFor();
    expect(await app.getByRole("heading", { level: 2 }).allTextContents()).toEqual(["Karla does not accept your key"]);
    expect(await sound(app)).toEqual(SOUND);
    expect(await running.numbersAtCore()).toEqual(["6000"]);

    await running.createKey("current", KEY);
    await press(page, app.getByRole("button", { name: /^Enter the key again/ }));
    await enterKey(admin, "current", KEY);
    // The page says so by itself.
    await expect.poll(waiting, { timeout: 30_000 }).toBe("0");
    await app.getByText("All is well", { exact: true }).waitFor();
    expect(await app.getByText("Karla does not accept your key").count()).toBe(0);
    expect(await running.numbersAtCore()).toEqual(["6000", ...numbers.map(String)]);
    expect(await app.evaluate(() => "neverLoadedAnew" in globalThis)).toBe(true);
    expect(complaints).toEqual([]);
    await close();
  }, 180_000);

  test("a customer who asks for their data gets all of it and nobody else's, and is answered: by keyboard", async () => {
    const { running, browser, database } = stage();
    const [emmy, bob] = [customer(7_001, "Emmy"), customer(7_002, "Bob")];
    const orders = [orderWith(7_001, { gift: "to Emmy" }, emmy.order), orderWith(7_002, {}, emmy.order)];
    for (const order of [...orders, orderWith(7_003, { gift: "to Bob" }, bob.order)]) await running.tell(order);
    await expect.poll(running.numbersAtCore).toEqual(expect.arrayContaining(["7001", "7002", "7003"]));
    const { id, email, phone } = emmy.order.customer;
    const named = [Number(orders[0]?.orderId)];
    const place = { shopDomain: SHOP, at: Date.now(), uuid: randomUUID };
    await running.tell(appWebhook({ event: "data_requested", customer: { id, email, phone }, orders: named }, place));

    const { page, app, complaints, close } = await openAdmin(browser, running.adminUrl, { locale: "en-GB" });
    const button = (name: string | RegExp) => app.getByRole("button", { name });
    const seen = (text: string) => app.getByText(text).first().waitFor();
    await seen("1 problem needs your attention");
    await press(page, button("Open personal data: A customer asks for their data"));
    await seen("30 days are left.");
    expect(await sound(app)).toEqual(SOUND);
    expect(await app.locator("body").textContent()).not.toContain(email);
    await press(page, button(/^Show who asks/));
    await seen(email);
    expect(await sound(app)).toEqual(SOUND);

    const readAnew: string[] = [];
    page.on("request", (request) => void (request.method() === "GET" && readAnew.push(request.url())));
    const sent = page.waitForResponse((response) => response.request().method() === "POST");
    const download = page.waitForEvent("download");
    await press(page, button(/^Download the data: 1\./));
    expect((await (await sent).allHeaders())["cache-control"]).toBe("no-store");
    const file = await download;
    expect(file.suggestedFilename()).toBe("karla-personal-data.json");
    await seen("The file with 2 orders is in your downloads");
    expect(readAnew.filter((url) => url.includes("/app/"))).toEqual([]);
    expect(await sound(app)).toEqual(SOUND);
    const request = "SELECT encode(event_key, 'hex') AS key FROM inbox_event WHERE reason = 'data_request'";
    const { rows } = await database.pool.query<{ key: string }>(request);
    const document = await contentOf(file);
    const byOperator = JSON.parse(await running.operate("export", "--shop", SHOP, "--request", rows[0]?.key ?? ""));
    expect(document).toEqual({ ...byOperator, madeAt: expect.any(String) });
    const text = JSON.stringify(document);
    for (const told of [...emmy.personal, "#7001", "#7002", "to Emmy", "orders/updated"]) expect(text).toContain(told);
    for (const other of [...bob.personal, "#7003", "to Bob", "#6000"]) expect(text).not.toContain(other);

    await press(page, button(/^Mark as answered/));
    await press(page, button(/^Yes, it is answered/));
    await seen("The request is closed");
    await app.getByRole("row", { name: /Tell a customer what is kept/ }).waitFor();
    await typeInto(page, app.getByLabel("E-mail address or order number"), "#7003");
    const other = page.waitForEvent("download");
    await page.keyboard.press("Enter");
    expect(JSON.stringify(await contentOf(await other))).toContain(bob.order.email);
    await press(page, page.getByRole("link", { name: "Home" }));
    await seen("All is well");
    expect(await app.getByText("A customer asks for their data").count()).toBe(0);
    for (const log of await readdir(running.logs)) {
      const lines = readFileSync(join(running.logs, log), "utf8");
      expect(emmy.personal.filter((told) => lines.includes(told))).toEqual([]);
    }
    expect(complaints).toEqual([]);
    await close();
  }, 180_000);
});

/** A customer as an order has them, with everything about them that is nobody else's. */
function customer(id: number, name: string) {
  const email = `${name}@example.com`.toLowerCase();
  const phone = `+4930${id}`;
  const address = { first_name: name, name: `${name} Muster`, address1: `${name}weg 5`, city: `${name}stadt`, phone };
  return {
    order: {
      email,
      contact_email: email,
      phone,
      customer: { id, admin_graphql_api_id: `gid://shopify/Customer/${id}`, email, phone, first_name: name },
      shipping_address: addressBody(address),
      billing_address: addressBody(address),
    },
    personal: [email, phone, address.name, address.address1, address.city],
  };
}

async function contentOf(download: Download): Promise<unknown> {
  return JSON.parse(await readFile(await download.path(), "utf8"));
}
