import { LOCALES } from "@karla/tracking/locale";
import { PREVIEW_STATES } from "@karla/tracking/previews";
import { TRACKING_TEXTS } from "@karla/tracking/texts";
import type { Browser, BrowserContextOptions, Page } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { faultsOfTracking, faultsOfWords } from "./faults-of-tracking.ts";
import { press, typeInto } from "./keyboard.ts";
import { launchBrowser, newWindow, PHONE } from "./launch-browser.ts";
import { servePreviews } from "./serve-previews.ts";

const NOW = Date.UTC(2026, 2, 5, 12);

let browser: Browser;
let pages: Awaited<ReturnType<typeof servePreviews>>;
beforeAll(async () => {
  [browser, pages] = await Promise.all([launchBrowser(), servePreviews(NOW)]);
});
afterAll(() => Promise.all([browser.close(), pages.stop()]));

/** A phone of whoever reads this language, and what its page asks for and complains of. */
async function onPhone(options: BrowserContextOptions & { locale: string }, use: (page: Page) => Promise<void>) {
  const window = await newWindow(browser, { viewport: PHONE, ...options });
  const page = await window.newPage();
  const noticed: string[] = [];
  page.on("request", (request) => {
    if (!request.isNavigationRequest()) noticed.push(`asks for ${request.url()}`);
  });
  page.on("console", (message) => noticed.push(message.text()));
  await use(page);
  await window.close();
  return noticed.filter((text) => !text.includes("favicon") && !text.includes("404"));
}

// In the dark there are other colours, and nothing else.
const SHOWN = [
  ...PREVIEW_STATES.map((state) => ["light", state] as const),
  ...(["split", "delayed", "failed"] as const).map((state) => ["dark", state] as const),
];

test.each(SHOWN)(
  "on a phone in German, in the %s, %s is whole: one document, and nothing is asked for",
  async (scheme, state) => {
    const noticed = await onPhone({ locale: "de-DE", colorScheme: scheme }, async (page) => {
      await page.goto(`${pages.url}?preview=${state}`);
      expect(await faultsOfTracking(page, "de")).toEqual([]);
      expect(await page.locator("script, [style], [onclick], img").count()).toBe(0);
    });
    expect(noticed).toEqual([]);
  },
);

test.each(LOCALES)("a parcel at a shop, a split order and the finder read well in %s", async (locale) => {
  await onPhone({ locale }, async (page) => {
    for (const query of ["?preview=pickup_waiting", "?preview=split", "?orderNumber=1&zipCode=1"]) {
      await page.goto(pages.url + query);
      expect(await faultsOfTracking(page, locale)).toEqual([]);
    }
  });
});

test("read from right to left nothing is cut off, and nothing moves once it is there", async () => {
  await onPhone({ locale: "en-GB" }, async (page) => {
    for (const state of ["split", "pickup_waiting"] as const) {
      await page.goto(`${pages.url}?preview=${state}`);
      const shift = await page.evaluate(
        () =>
          new Promise<number>((resolve) => {
            let sum = 0;
            const add = (list: PerformanceObserverEntryList) => {
              for (const entry of list.getEntries()) sum += "value" in entry ? Number(entry.value) : 0;
            };
            new PerformanceObserver(add).observe({ type: "layout-shift", buffered: true });
            requestAnimationFrame(() => requestAnimationFrame(() => resolve(sum)));
          }),
      );
      expect(shift).toBe(0);
      await page.evaluate(() => document.documentElement.setAttribute("dir", "rtl"));
      expect(await faultsOfTracking(page, "en")).toEqual([]);
      const [first] = await page.locator(".karla-step").all();
      const box = await first?.boundingBox();
      expect(box?.x).toBeGreaterThan(PHONE.width / 2);
    }
  });
});

test("without a script and by keyboard the finder finds out, and says so where the reader is", async () => {
  await onPhone({ locale: "de-DE", javaScriptEnabled: false }, async (page) => {
    const t = TRACKING_TEXTS.de.finder;
    await page.goto(pages.url);
    await page.getByLabel(t.order_number).fill("1001");
    await page.getByLabel(t.zip_code).fill("10115");
    await page.getByRole("button", { name: t.submit }).click();
    await page.getByRole("alert").getByText(t.missed).waitFor();
    expect(new URL(page.url()).search).toBe("?orderNumber=1001&zipCode=10115");
    const field = page.getByLabel(t.order_number);
    expect(await field.getAttribute("aria-describedby")).toBe(await page.getByRole("alert").getAttribute("id"));
  });
  await onPhone({ locale: "de-DE" }, async (page) => {
    const t = TRACKING_TEXTS.de.finder;
    await page.goto(pages.url);
    await typeInto(page, page.getByLabel(t.order_number), "1001");
    await typeInto(page, page.getByLabel(t.zip_code), "10115");
    await press(page, page.getByRole("button", { name: t.submit }));
    await page.getByRole("alert").waitFor();
    await page.goto(`${pages.url}?preview=one_parcel`);
    const earlier = page.locator("details");
    await press(page, earlier.locator("summary"));
    expect(await earlier.evaluate((element) => element.hasAttribute("open"))).toBe(true);
  });
});

test("the check of words finds a key, a gap and English, and nothing else", () => {
  expect(faultsOfWords("Unterwegs state.received.title und mehr", "de")).toEqual(["a key: state.received.title"]);
  expect(faultsOfWords("Bestellung {{name}}", "de")).toEqual(["a gap: {{name}}"]);
  expect(faultsOfWords("Bestellt Delivered", "de")).toEqual(["not de: Delivered"]);
  expect(faultsOfWords("Bestellung #1001 Unterwegs Blue shirt", "de")).toEqual([]);
});
