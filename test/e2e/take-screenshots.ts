import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { merchantTexts } from "@karla/merchant-ui/texts";
import type { Webhook } from "@karla/sandbox/webhook";
import type { Browser, Route } from "playwright-core";
import { adminTexts } from "../../app/i18n-texts.ts";
import { widerThanWindow } from "./faults-of-page.ts";
import { faultsOfText } from "./faults-of-text.ts";
import { DESKTOP, PHONE } from "./launch-browser.ts";
import { openAdmin } from "./open-admin.ts";
import { type Opened, open, press, seen } from "./opened-window.ts";
import { CREDENTIALS } from "./running-app.ts";
import { certificateCounted, nothingCounted } from "./screenshots-of-certificate.ts";
import {
  importedFirst,
  importFinished,
  importNotConnected,
  importPaused,
  importRunning,
} from "./screenshots-of-import.ts";
import { mappingBegun, mappingPublished, publishMapping } from "./screenshots-of-mapping.ts";
import { adaAsks, answered, nobodyAsked, somebodyAsked } from "./screenshots-of-personal-data.ts";
import { orderSentAgain } from "./screenshots-of-replay.ts";

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
  /** Books an import of this state, as if a worker had come so far. */
  bookImport(state: "running" | "paused" | "finished"): Promise<void>;
  /** Books receipts of what was erased, and of what a customer was told. */
  bookReceipts(): Promise<void>;
  /** Sends a message of the shop, signed. */
  tell(webhook: Webhook): Promise<void>;
  /** Books an account of each of the last 90 days, with everything that can be told of yesterday. */
  bookDays(): Promise<void>;
}

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
    const expectFocus = async (name: string) => {
      const focused = await admin.app.evaluate(() => document.activeElement?.id ?? "");
      if (focused !== name) faults.push(`the keyboard is at "${focused}", not at ${name} (${language}, ${size})`);
    };
    opened.push({ ...admin, t: merchantTexts[language], menu: adminTexts[language], shoot, expectFocus });
  }
  const each = async (step: (window: Opened) => Promise<void>) => {
    for (const window of opened) await step(window);
  };

  await each(firstVisit);
  await each(importNotConnected);
  await each(nothingCounted);
  await world.createForeignKey(OTHER_KEY);
  await each(refused);
  world.letWebhooksThrough();
  await each(notConnected);
  await each(connected);
  await each(importedFirst);
  await world.bookImport("running");
  await each(importRunning);
  await world.bookImport("paused");
  await each(importPaused);
  await world.bookImport("finished");
  await each(importFinished);
  await world.bookDays();
  await each(certificateCounted);
  await each(mappingBegun);
  const [first] = opened;
  if (first !== undefined) await publishMapping(first);
  await each(mappingPublished);
  await each(orderSentAgain);
  await each(nobodyAsked);
  await world.bookReceipts();
  await world.tell(adaAsks());
  await each(somebodyAsked);
  if (first !== undefined) await answered(first);
  await each((window) => open(window, "connection"));
  await world.createCoreWebhook();
  await each(alreadySyncs);
  await each(switchedOff);
  await world.raiseProblems(Object.keys(merchantTexts.en.problem));
  await each(allProblems);
  await each(failed);
  await Promise.all(opened.map((window) => window.close()));
  return faults;
}

async function firstVisit(window: Opened): Promise<void> {
  const { t, shoot } = window;
  await seen(window, t.home.not_connected);
  await shoot("home-first-visit");
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

const isData = (url: URL) => url.pathname.endsWith(".data");

/** The next request of this kind is held until `answer` has dealt with it. */
async function hold(
  { page }: Opened,
  method: "GET" | "POST",
  press: () => Promise<void>,
  answer: (route: Route) => Promise<void>,
): Promise<void> {
  let caught: (route: Route) => void = () => {};
  const held = new Promise<Route>((resolve) => {
    caught = resolve;
  });
  const catchIt = (route: Route) => (route.request().method() === method ? caught(route) : route.continue());
  await page.route(isData, catchIt);
  await press();
  await answer(await held);
  await page.unroute(isData, catchIt);
}

async function refused(window: Opened): Promise<void> {
  const { t, shoot } = window;
  await press(window, t.connection.save);
  await seen(window, t.connection.missing_title);
  await window.expectFocus("slug");
  await shoot("connection-missing");
  await hold(
    window,
    "POST",
    () => enter(window),
    async (route) => {
      await shoot("connection-testing");
      await route.abort();
    },
  );
  await seen(window, t.connection.not_sent_title);
  await shoot("connection-not-sent");
  // The core answers so when no credentials reach it, as with a proxy between that drops them, or not at all: here it does
  // answer. Of an answer that refuses the key, the one word is changed on its way to the browser.
  for (const [name, why, title] of [
    ["no-credentials", "no_credentials", t.connection.no_credentials_title],
    ["unreachable", "unreachable", t.connection.unreachable_title],
  ] as const) {
    await hold(
      window,
      "POST",
      () => enter(window, { key: "a-key-that-is-wrong" }),
      async (route) => {
        const response = await route.fetch();
        await route.fulfill({ response, body: (await response.text()).replace("wrong_key", why) });
      },
    );
    await seen(window, title);
    await shoot(`connection-${name}`);
  }
  for (const [name, title, entered] of [
    ["wrong-key", t.connection.wrong_key_title, { key: "a-key-that-is-wrong" }],
    ["no-access", t.connection.no_access_title, { key: OTHER_KEY }],
    ["unknown-shop", t.connection.unknown_shop_title, { slug: "nobody" }],
  ] as const) {
    await enter(window, entered);
    await seen(window, title);
    await shoot(`connection-${name}`);
    if (name === "wrong-key") await window.expectFocus("key");
    if (name === "unknown-shop") await window.expectFocus("slug");
  }
}

async function notConnected(window: Opened): Promise<void> {
  const { t, shoot } = window;
  await hold(
    window,
    "GET",
    () => press(window, t.connection.back),
    async (route) => {
      await window.page.getByRole("status").filter({ visible: true }).first().waitFor();
      await shoot("home-loading");
      await route.continue();
    },
  );
  await seen(window, t.reasons.not_connected);
  await shoot("home-not-connected");
  await open(window, "problems");
  await seen(window, t.problem.not_connected.todo);
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
  await hold(
    window,
    "POST",
    () => switchOff.click(),
    async (route) => {
      await shoot("connection-switching-off");
      await route.abort();
    },
  );
  await seen(window, t.connection.not_sent_title);
  await shoot("connection-not-switched-off");
  await open(window, "home");
  await seen(window, t.home.figures);
  await open(window, "connection");
  await seen(window, t.connection.already_orders);
  await shoot("connection-already-syncs-opened-anew");
  await open(window, "problems");
  await seen(window, t.problem.core_already_syncs.todo);
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
  await seen(window, t.home.all_well);
  await window.shoot("home-all-well");
  await open(window, "problems");
  await seen(window, t.problems.none_title);
  await window.shoot("problems-none");
  await open(window, "home");
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
  await page.route(isData, (route) => route.abort());
  await seen(window, t.problems.error_title);
  await shoot("problems-error");
  await page.unrouteAll({ behavior: "ignoreErrors" });
  await seen(window, t.problem.orders_refused.todo);
  await press(window, t.problems.back);
  await seen(window, t.home.orders);
  await page.route(isData, (route) => route.abort());
  await seen(window, t.home.error_title);
  await shoot("home-error");
}
