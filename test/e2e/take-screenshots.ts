import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { merchantTexts } from "@karla/merchant-ui/texts";
import type { Browser, Route } from "playwright-core";
import { widerThanWindow } from "./faults-of-page.ts";
import { faultsOfText } from "./faults-of-text.ts";
import { DESKTOP, PHONE } from "./launch-browser.ts";
import { type AdminPage, openAdmin } from "./open-admin.ts";
import { CREDENTIALS } from "./running-app.ts";

const WINDOWS = [
  { language: "de", locale: "de-DE", size: "phone", viewport: PHONE },
  { language: "de", locale: "de-DE", size: "desktop", viewport: DESKTOP },
  { language: "en", locale: "en-GB", size: "phone", viewport: PHONE },
  { language: "en", locale: "en-GB", size: "desktop", viewport: DESKTOP },
] as const;
const OTHER_KEY = "a-key-of-another-shop";

export interface World {
  adminUrl: string;
  createForeignKey(key: string): Promise<void>;
  createCoreWebhook(): Promise<void>;
  letWebhooksThrough(): void;
  raiseProblems(codes: readonly string[]): Promise<void>;
}

type Opened = AdminPage & { t: (typeof merchantTexts)["en"]; shoot: (name: string) => Promise<void> };

/** Every page in every state it can be brought to, in both languages and both sizes; gives what is wrong with them. */
export async function takeScreenshots(browser: Browser, world: World, folder: string): Promise<string[]> {
  mkdirSync(folder, { recursive: true });
  const faults: string[] = [];
  const opened: Opened[] = [];
  for (const { language, locale, size, viewport } of WINDOWS) {
    const admin = await openAdmin(browser, world.adminUrl, { locale, viewport });
    const shoot = async (name: string) => {
      const { page, app } = admin;
      // biome-ignore lint/performance/useDomNodeTextContent: what is read, not what the page's scripts hold
      const text = await app.locator("body").innerText();
      const wide = [...(await widerThanWindow(app)), ...(await widerThanWindow(page.mainFrame()))];
      const found = [...faultsOfText(text, language), ...wide.map((one) => `too wide: ${one}`)];
      faults.push(...found.map((fault) => `${name} (${language}, ${size}): ${fault}`));
      const whole = await app.evaluate(() => document.documentElement.scrollHeight);
      await page.setViewportSize({ ...viewport, height: Math.max(viewport.height, whole + 150) });
      await page.screenshot({ path: join(folder, `${name}.${language}.${size}.png`), animations: "disabled" });
      await page.setViewportSize(viewport);
    };
    opened.push({ ...admin, t: merchantTexts[language], shoot });
  }
  const each = async (step: (window: Opened) => Promise<void>) => {
    for (const window of opened) await step(window);
  };

  await each(withoutOrders);
  await world.createForeignKey(OTHER_KEY);
  await each(refused);
  world.letWebhooksThrough();
  await each(notConnected);
  await each(connected);
  await world.createCoreWebhook();
  await each(alreadySyncs);
  await each(switchedOff);
  await world.raiseProblems(Object.keys(merchantTexts.en.problem));
  await each(allProblems);
  await each(failed);
  await Promise.all(opened.map((window) => window.close()));
  return faults;
}

const seen = ({ app }: Opened, text: string) => app.getByText(text, { exact: true }).first().waitFor();
const press = ({ app }: Opened, name: string) => app.getByRole("button", { name, exact: true }).click();
/** The menu's entries, in their order; the app's name leads home. */
const open = ({ page }: Opened, entry: "connection" | "problems") =>
  page
    .getByRole("navigation")
    .getByRole("link")
    .nth(entry === "connection" ? 0 : 1)
    .click();

async function withoutOrders(window: Opened): Promise<void> {
  const { t, shoot } = window;
  await seen(window, t.home.no_orders);
  await shoot("home-not-connected-no-orders");
  await open(window, "problems");
  await seen(window, t.problems.none_title);
  await shoot("problems-none");
  await open(window, "connection");
  await seen(window, t.connection.title);
  await shoot("connection-first-visit");
}

async function enter(window: Opened, { slug = CREDENTIALS.slug, key = CREDENTIALS.key } = {}): Promise<void> {
  const { app, t } = window;
  await app.locator("[name=slug]").fill(slug);
  await app.locator("[name=username]").fill(key === OTHER_KEY ? "foreign" : CREDENTIALS.username);
  await app.locator("[name=key]").fill(key);
  await press(window, t.connection.save);
}

/** The next form is sent nowhere; `during` sees the page meanwhile. */
async function cutOff(window: Opened, submit: () => Promise<void>, during: () => Promise<void>): Promise<void> {
  let caught: (route: Route) => void = () => {};
  const held = new Promise<Route>((resolve) => {
    caught = resolve;
  });
  const isForm = (url: URL) => url.pathname.endsWith(".data");
  const catchForm = (route: Route) => (route.request().method() === "POST" ? caught(route) : route.continue());
  await window.page.route(isForm, catchForm);
  await submit();
  const route = await held;
  await during();
  await route.abort();
  await window.page.unroute(isForm, catchForm);
}

async function refused(window: Opened): Promise<void> {
  const { t, shoot } = window;
  await press(window, t.connection.save);
  await seen(window, t.connection.missing_title);
  await shoot("connection-missing");
  await cutOff(
    window,
    () => enter(window),
    () => shoot("connection-testing"),
  );
  await seen(window, t.connection.unreachable_title);
  await shoot("connection-unreachable");
  for (const [name, title, entered] of [
    ["wrong-key", t.connection.wrong_key_title, { key: "a-key-that-is-wrong" }],
    ["no-access", t.connection.no_access_title, { key: OTHER_KEY }],
    ["unknown-shop", t.connection.unknown_shop_title, { slug: "nobody" }],
  ] as const) {
    await enter(window, entered);
    await seen(window, title);
    await shoot(`connection-${name}`);
  }
}

async function notConnected(window: Opened): Promise<void> {
  const { t, shoot } = window;
  await press(window, t.connection.back);
  await seen(window, t.reasons.not_connected);
  await shoot("home-not-connected");
  await open(window, "problems");
  await seen(window, t.problem.not_connected.title);
  await shoot("problems-not-connected");
  await open(window, "connection");
}

async function connected(window: Opened): Promise<void> {
  const { t, shoot } = window;
  await enter(window);
  await seen(window, t.connection.connected_text);
  await shoot("connection-connected");
  await press(window, t.connection.to_home);
  await seen(window, t.status.delivered);
  await shoot("home-connected");
  await open(window, "connection");
  await seen(window, t.connection.key_help_saved);
  await shoot("connection-saved");
}

async function alreadySyncs(window: Opened): Promise<void> {
  const { t, shoot, app } = window;
  await enter(window);
  await seen(window, t.connection.already_title);
  await shoot("connection-already-syncs");
  const switchOff = app.getByRole("button", { name: t.connection.already_switch_off, exact: true });
  await cutOff(
    window,
    () => switchOff.click(),
    () => shoot("connection-switching-off"),
  );
  await open(window, "problems");
  await seen(window, t.problem.core_already_syncs.title);
  await shoot("problems-already-syncs");
  await press(window, t.problems.back);
  await seen(window, t.reasons.core_already_syncs);
  await shoot("home-already-syncs");
}

/** The first window's button does it; the others see it done. */
async function switchedOff(window: Opened): Promise<void> {
  const { app, t } = window;
  const problem = app.getByText(t.problem.core_already_syncs.title);
  if (await problem.count())
    await app.getByRole("button", { name: t.problem.core_already_syncs.button }).first().click();
  await problem.waitFor({ state: "detached" });
  await app.getByText(t.reasons.delivered, { exact: true }).first().waitFor();
  await window.shoot("home-all-well");
}

async function allProblems(window: Opened): Promise<void> {
  const { t, shoot } = window;
  await seen(window, t.problem.orders_refused.title);
  await shoot("home-all-problems");
  await open(window, "problems");
  await seen(window, t.problem.orders_refused.todo);
  await shoot("problems-all");
}

async function failed(window: Opened): Promise<void> {
  const { t, shoot, page } = window;
  await page.route(
    (url) => url.pathname.endsWith(".data"),
    (route) => route.abort(),
  );
  await seen(window, t.problems.error_title);
  await shoot("problems-error");
  await page.unrouteAll({ behavior: "ignoreErrors" });
  await seen(window, t.problem.orders_refused.todo);
  await press(window, t.problems.back);
  await seen(window, t.home.orders);
  await page.route(
    (url) => url.pathname.endsWith(".data"),
    (route) => route.abort(),
  );
  await seen(window, t.home.error_title);
  await shoot("home-error");
}
