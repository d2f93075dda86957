import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { PREVIEW_STATES } from "@karla/tracking/previews";
import type { Browser } from "playwright-core";
import { faultsOfTracking } from "./faults-of-tracking.ts";
import { DESKTOP, newWindow, PHONE } from "./launch-browser.ts";

const LANGUAGES = ["de", "en"] as const;
const SIZES = { phone: PHONE, desktop: DESKTOP };
const SCHEMES = ["light", "dark"] as const;

/** Every page by its name, and what its address asks for. */
export const PREVIEW_PAGES: readonly [name: string, query: string][] = [
  ...PREVIEW_STATES.map((state): [string, string] => [state, `?preview=${state}`]),
  ["finder", ""],
  ["finder_missed", "?orderNumber=1001&zipCode=10115"],
];

/** Every preview in both languages, sizes and colour schemes; gives what is wrong with them. */
export async function takePreviewScreenshots(browser: Browser, url: string, folder: string): Promise<string[]> {
  mkdirSync(folder, { recursive: true });
  const faults: string[] = [];
  for (const locale of LANGUAGES) {
    for (const [size, viewport] of Object.entries(SIZES)) {
      for (const colorScheme of SCHEMES) {
        const window = await newWindow(browser, { locale, viewport, colorScheme });
        const page = await window.newPage();
        for (const [name, query] of PREVIEW_PAGES) {
          await page.goto(url + query);
          const found = await faultsOfTracking(page, locale);
          faults.push(...found.map((fault) => `${name} (${locale}, ${size}, ${colorScheme}): ${fault}`));
          await page.screenshot({ path: join(folder, `${name}.${locale}.${size}.${colorScheme}.png`), fullPage: true });
        }
        await window.close();
      }
    }
  }
  return faults;
}
