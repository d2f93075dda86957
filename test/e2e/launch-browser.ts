import { execFile } from "node:child_process";
import { type Browser, type BrowserContext, type BrowserContextOptions, chromium } from "playwright-core";
import { childEnv } from "../../commands/env.ts";
import { unpackChromium } from "./unpack-chromium.ts";

const ARGS = [
  "--no-sandbox",
  "--disable-gpu",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
];

/** Headless Chromium names itself as such, and whoever keeps robots out keeps it out. */
const USER_AGENT =
  "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/153.0.0.0 Safari/537.36";

export const DESKTOP = { width: 1280, height: 900 };
/** The narrowest phone that is still sold. */
export const PHONE = { width: 360, height: 740 };

/** The browser that npm installed. `bundled`: on its own libraries, although the system may have them. */
export async function launchBrowser({ bundled = false } = {}): Promise<Browser> {
  const { executable, libraries, fontsConfig } = await unpackChromium();
  const own = { FONTCONFIG_FILE: fontsConfig };
  const withLibraries = childEnv({ ...own, LD_LIBRARY_PATH: libraries });
  const env = bundled || !(await runs(executable, childEnv(own))) ? withLibraries : childEnv(own);
  return chromium.launch({ executablePath: executable, args: ARGS, env: withoutGaps(env) });
}

/** Whether the system has what the browser is linked against. */
function runs(executable: string, env: NodeJS.ProcessEnv): Promise<boolean> {
  return new Promise((resolve) => execFile(executable, ["--version"], { env }, (error) => resolve(error === null)));
}

function withoutGaps(env: NodeJS.ProcessEnv): Record<string, string> {
  return Object.fromEntries(
    Object.entries(env).flatMap(([name, value]) => (value === undefined ? [] : [[name, value]])),
  );
}

/** A window of its own: no cookies, no storage, of a merchant who reads this language. */
export function newWindow(
  browser: Browser,
  options: BrowserContextOptions & { locale: string },
): Promise<BrowserContext> {
  return browser.newContext({ userAgent: USER_AGENT, viewport: DESKTOP, ...options });
}
