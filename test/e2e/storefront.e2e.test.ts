import { shopIdOf } from "@karla/sync/ids";
import type { Browser, BrowserContextOptions, Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { aPng } from "../../packages/karla-core/src/images/picture.fixture.ts";
import { seriousFaults, widerThanWindow } from "./faults-of-page.ts";
import { press, typeInto } from "./keyboard.ts";
import { DESKTOP, launchBrowser, newWindow, PHONE } from "./launch-browser.ts";
import { startStorefrontSite } from "./running-storefront-site.ts";

const ZIP = "SW1A 1AA";
const SOUND = { axe: [], wide: [] };

let browser: Browser;
let site: Awaited<ReturnType<typeof startStorefrontSite>>;
const windows: Page[] = [];

beforeAll(async () => {
  [browser, site] = await Promise.all([launchBrowser(), startStorefrontSite()]);
  const products = [{ title: "Blue teapot", quantity: 1 }];
  await site.app.place({ external_id: "1001", address: { zip_code: ZIP }, products }, [
    { tracking_number: "PARCEL-1", tracking_url: "https://example.com/track/1", products },
  ]);
}, 120_000);
beforeEach(() => {
  site.app.spine.misbehave.next = null;
});
afterEach(async () => {
  for (const page of windows.splice(0)) await page.context().close();
});
afterAll(async () => {
  await browser?.close();
  await site?.stop();
});

async function open(path: string, options: BrowserContextOptions = {}): Promise<Page> {
  const context = await newWindow(browser, { locale: "en-GB", ...options });
  const page = await context.newPage();
  windows.push(page);
  page.setDefaultTimeout(45_000);
  await page.addInitScript(() => {
    const shifts: number[] = [];
    Object.assign(globalThis, { shifts });
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries()) if ("value" in entry) shifts.push(Number(entry.value));
    }).observe({ type: "layout-shift", buffered: true });
  });
  await page.goto(site.url + path);
  return page;
}

const shifts = (page: Page) =>
  page.evaluate(() => (globalThis as unknown as { shifts: number[] }).shifts.reduce((sum, value) => sum + value, 0));
const sound = async (page: Page) => ({
  axe: await seriousFaults(page.mainFrame()),
  wide: await widerThanWindow(page.mainFrame()),
});
/** In pixels, of what can be read of the app's. The theme's own rem is ten pixels. */
const smallest = (page: Page) =>
  page.evaluate(() => {
    const elements = [...document.querySelectorAll("[data-karla-block] *")].filter((each) => each.textContent?.trim());
    return Math.min(...elements.map((each) => Number.parseFloat(getComputedStyle(each).fontSize)));
  });
const order = (page: Page) => page.locator("[data-karla-result]", { hasText: "Blue teapot" });
const alertOf = (page: Page) => page.locator("[data-karla-block] [role=alert]");

async function look(page: Page, orderNumber: string, zipCode: string): Promise<void> {
  await typeInto(page, page.locator("[name=orderNumber]"), orderNumber);
  await typeInto(page, page.locator("[name=zipCode]"), zipCode);
  await page.keyboard.press("Enter");
}

describe("the tracking block with its script", () => {
  test.each([
    ["desktop", { viewport: DESKTOP }],
    ["phone", { viewport: PHONE }],
    ["desktop in the dark", { viewport: DESKTOP, colorScheme: "dark" as const }],
  ])("shows an order in its place, and moves nothing: %s, by keyboard", async (_name, options) => {
    const page = await open("/pages/track", options);
    expect(await sound(page)).toEqual(SOUND);
    await look(page, "#1001", "sw1a1aa");
    await order(page).waitFor();
    expect(await page.evaluate(() => document.activeElement?.closest("[data-karla-result]") !== null)).toBe(true);
    expect(await page.locator("[data-karla-block] [role=status]").textContent()).toBe("Your order is shown below.");
    expect(await sound(page)).toEqual(SOUND);
    expect(await smallest(page)).toBeGreaterThanOrEqual(14);
    expect(await page.title()).toMatch(/1001 – Track your order – Tea and Cups$/);
    expect(await shifts(page)).toBe(0);
  });

  test("says that nothing was found, at the fields, and lets the customer try again", async () => {
    const page = await open("/de-at/pages/track", { viewport: PHONE });
    await look(page, "1001", "10115");
    await expect.poll(() => alertOf(page).textContent()).toContain("Wir konnten diese Bestellung nicht finden");
    const field = page.locator("[name=orderNumber]");
    expect(await field.getAttribute("aria-invalid")).toBe("true");
    expect(await field.evaluate((element) => element === document.activeElement)).toBe(true);
    expect(await field.getAttribute("aria-describedby")).toBe(await alertOf(page).getAttribute("id"));
    expect(await sound(page)).toEqual(SOUND);
    await look(page, "1001", ZIP);
    await order(page).waitFor();
    expect(await alertOf(page).textContent()).toBe("");
    expect(await order(page).locator("[lang=de]").count()).toBeGreaterThan(0);
    expect(await shifts(page)).toBe(0);
  });

  test("goes back and forth by the page's address", async () => {
    const page = await open("/pages/track");
    await look(page, "1001", ZIP);
    await order(page).waitFor();
    expect(new URL(page.url()).searchParams.get("orderNumber")).toBe("1001");
    await page.goBack();
    await order(page).waitFor({ state: "detached" });
    expect(await page.locator("[name=orderNumber]").inputValue()).toBe("");
    await page.goForward();
    await order(page).waitFor();
    expect(await page.locator("[name=orderNumber]").inputValue()).toBe("1001");
  });

  test("shows an order at once whose address was opened, and moves nothing", async () => {
    const page = await open(`/pages/track?orderNumber=1001&zipCode=${encodeURIComponent(ZIP)}`);
    await order(page).waitFor();
    expect(await shifts(page)).toBe(0);
    const token = site.app.links.create(shopIdOf("shopify", "spine.myshopify.com"), "1001");
    await page.goto(`${site.url}/pages/track?token=${token}`);
    await order(page).waitFor();
  });

  test("says so while the app cannot look: a page of the storefront's own is no answer", async () => {
    const page = await open("/pages/track");
    site.app.spine.misbehave.next = () => ({ kind: "status", status: 500 });
    await look(page, "1001", ZIP);
    await expect.poll(() => alertOf(page).textContent()).toContain("cannot be read at the moment");
    expect(await page.locator("[name=orderNumber]").getAttribute("aria-invalid")).toBeNull();
    site.app.spine.misbehave.next = null;
    await press(page, page.locator("[data-karla-block] button"));
    await order(page).waitFor();
  });

  test("is sound from right to left", async () => {
    const page = await open("/he-il/pages/track", { viewport: PHONE });
    await look(page, "1001", ZIP);
    await order(page).waitFor();
    expect(await sound(page)).toEqual(SOUND);
    expect(await page.locator("[name=orderNumber]").evaluate((field) => getComputedStyle(field).direction)).toBe("rtl");
  });

  test("puts what the merchant wants to say below the order, as text", async () => {
    Object.assign(site.settings, { campaign_heading: "<b>Mugs</b> & more", heading: "{{ shop.name }}" });
    const page = await open("/pages/track");
    expect(await page.getByText("Mugs").count()).toBe(0);
    await look(page, "1001", ZIP);
    await page.getByText("<b>Mugs</b> & more").waitFor();
    expect(await page.getByText("{{ shop.name }}").count()).toBe(1);
    for (const name of Object.keys(site.settings)) delete site.settings[name];
  });
});

describe("a customer who is logged in", () => {
  async function logIn(page: Page): Promise<void> {
    await page.getByRole("button", { name: `Log in as the customer of ${site.placed.name}` }).click();
    await page.getByRole("button", { name: "Log out" }).waitFor();
  }

  test.each([true, false])(
    "is offered the own orders, and needs no zip code (script: %s)",
    async (javaScriptEnabled) => {
      const { id, name, customerId } = site.placed;
      const products = [{ title: "Blue teapot", quantity: 1 }];
      await site.app.place({ external_id: id, order_name: name, external_customer_id: customerId, products });
      const page = await open("/pages/track", { javaScriptEnabled });
      expect(await page.getByRole("navigation", { name: "Your orders" }).count()).toBe(0);
      await logIn(page);
      const list = page.getByRole("navigation", { name: "Your orders" });
      if (javaScriptEnabled) expect(await sound(page)).toEqual(SOUND);
      await list.getByRole("link", { name }).click();
      await page.getByText("Blue teapot").first().waitFor();
      expect(new URL(page.url()).pathname).toBe(javaScriptEnabled ? "/pages/track" : "/apps/karla/track");
      await page.goto(`${site.url}/apps/karla/track`);
      await list.getByRole("link", { name }).click();
      await page.getByText("Blue teapot").first().waitFor();
      await page.goto(`${site.url}/apps/karla/track?orderNumber=1001`);
      await page.locator("main [role=alert]").waitFor();
    },
  );
});

describe("without a script", () => {
  const plain = { javaScriptEnabled: false };

  test("the form opens a page with the order in the theme's layout", async () => {
    const page = await open("/de-at/pages/track", { ...plain, viewport: PHONE });
    await page.fill("[name=orderNumber]", "1001");
    await page.fill("[name=zipCode]", ZIP);
    await page.click("[data-karla-block] button");
    await page.getByText("Blue teapot").first().waitFor();
    expect(new URL(page.url()).pathname).toBe("/de-at/apps/karla/track");
    expect(await page.locator("main [lang=de]").count()).toBeGreaterThan(0);
    expect(await page.locator("header.shopify-section").count()).toBe(1);
  });

  test("the page says that nothing was found, and asks again", async () => {
    const page = await open("/apps/karla/track?orderNumber=1001&zipCode=1", plain);
    await page.locator("main [role=alert]").waitFor();
    await page.fill("main [name=orderNumber]", "1001");
    await page.fill("main [name=zipCode]", ZIP);
    await page.click("main button");
    await page.getByText("Blue teapot").first().waitFor();
  });
});

test.each([
  ["the finder", ""],
  ["the order", `?orderNumber=1001&zipCode=${encodeURIComponent(ZIP)}`],
  ["nothing found", "?orderNumber=1001&zipCode=1"],
])("the page of the app is sound in the theme: %s", async (_name, query) => {
  for (const options of [{ viewport: PHONE }, { viewport: DESKTOP, colorScheme: "dark" as const }]) {
    const page = await open(`/apps/karla/track${query}`, options);
    expect(await sound(page)).toEqual(SOUND);
    expect(await shifts(page)).toBe(0);
  }
});

describe("a problem with an order", () => {
  const way = `orderNumber=1001&zipCode=${encodeURIComponent(ZIP)}`;
  const photo = { name: "cup.png", mimeType: "image/png", buffer: aPng() };

  test("is reported with a picture, confirmed and listed, without a script", async () => {
    const page = await open(`/de-at/apps/karla/track?${way}`, { javaScriptEnabled: false, viewport: PHONE });
    await page.getByRole("link", { name: "Stimmt etwas mit Ihrer Bestellung nicht?" }).click();
    await page.getByRole("heading", { name: "Problem mit Bestellung #1001 melden" }).waitFor();
    await page.getByLabel("Etwas anderes").check();
    await page.getByRole("button", { name: "Meldung senden" }).click();
    const fault = page.getByRole("link", { name: "Beschreiben Sie, was passiert ist." });
    expect(await fault.getAttribute("href")).toBe("#karla-claim-description");
    expect(await page.getByLabel("Etwas anderes").isChecked()).toBe(true);
    await page.getByLabel("Die Ware ist beschädigt").check();
    await page.getByLabel("Blue teapot").fill("1");
    await page.getByLabel("Was ist passiert?").fill("Der Deckel fehlt.");
    await page.getByLabel("Geld zurück").check();
    await page.setInputFiles("[name=photos]", [photo, photo]);
    await page.getByRole("button", { name: "Meldung senden" }).click();
    await page.getByRole("heading", { name: "Ihre Meldung ist da" }).waitFor();
    await page.goto(`${site.url}/de-at/apps/karla/resolve?${way}`);
    const made = page.locator(".karla-made");
    expect(await made.allTextContents()).toEqual([
      expect.stringMatching(/Die Ware ist beschädigt.*In Prüfung.*1 × Blue teapot/s),
    ]);
  });

  test.each([
    ["phone", "/apps/karla", { viewport: PHONE }],
    ["desktop in the dark", "/apps/karla", { viewport: DESKTOP, colorScheme: "dark" as const }],
    ["from right to left", "/he-il/apps/karla", { viewport: PHONE }],
  ])("is reported on a page that is sound, with what is wrong and without: %s", async (_name, root, options) => {
    const page = await open(`${root}/resolve?${way}`, options);
    expect(await sound(page)).toEqual(SOUND);
    await page.locator(".karla-claim-form").evaluate((form) => form.setAttribute("novalidate", ""));
    await press(page, page.locator(".karla-claim-form button"));
    const alert = page.locator(".karla-claim [role=alert]");
    await alert.waitFor();
    expect(await alert.evaluate((element) => element === document.activeElement)).toBe(true);
    expect(await sound(page)).toEqual(SOUND);
    await page.keyboard.press("Tab");
    await page.keyboard.press("Enter");
    expect(new URL(page.url()).hash).toBe("#karla-claim-reason");
  });

  test("of several parcels shows what is in the one that is chosen", async () => {
    const cup = (title: string) => [{ title, quantity: 1 }];
    await site.app.place({ external_id: "1002", products: [...cup("Red cup"), ...cup("Green cup")] }, [
      { tracking_number: "RED", products: cup("Red cup") },
      { tracking_number: "GREEN", products: cup("Green cup") },
    ]);
    const page = await open("/apps/karla/resolve?orderNumber=1002&zipCode=10115", { viewport: PHONE });
    expect(await page.getByLabel("Red cup").isVisible()).toBe(false);
    await page.getByRole("radio", { name: "GREEN" }).check();
    expect(await page.getByLabel("Green cup").isVisible()).toBe(true);
    expect(await page.getByLabel("Red cup").isVisible()).toBe(false);
    expect(await sound(page)).toEqual(SOUND);
  });

  test("can be reported from the block, unless the merchant does not want that", async () => {
    const page = await open(`/pages/track?${way}`);
    await order(page).waitFor();
    const link = page.getByRole("link", { name: "Something wrong with your order?" });
    expect(await link.getAttribute("href")).toMatch(/^\/apps\/karla\/resolve\?token=/);
    site.settings.show_resolve = false;
    await page.reload();
    await order(page).waitFor();
    expect(await link.count()).toBe(0);
    delete site.settings.show_resolve;
  });
});

test("a page without the block loads nothing of the app", async () => {
  const page = await open("/pages/about");
  const loaded = await page.evaluate(() => performance.getEntriesByType("resource").map(({ name }) => name));
  expect(loaded.filter((name) => name.includes("karla"))).toEqual([]);
});
