import type { Browser, BrowserContextOptions, Frame, Page } from "playwright-core";
import { newWindow } from "./launch-browser.ts";

export interface AdminPage {
  page: Page;
  /** The app inside the admin. */
  app: Frame;
  /** Errors and warnings of both, and requests that failed, in order. */
  complaints: string[];
  close(): Promise<void>;
}

/** Opens the shop's admin in a window of its own and waits until the app is shown and takes input. */
export async function openAdmin(
  browser: Browser,
  url: string,
  { onPage, ...options }: BrowserContextOptions & { locale: string; onPage?: (page: Page) => void },
): Promise<AdminPage> {
  const context = await newWindow(browser, options);
  const page = await context.newPage();
  onPage?.(page);
  page.setDefaultTimeout(45_000);
  const complaints = complaintsOf(page);
  await page.goto(url);
  const element = await page.waitForSelector("iframe#app");
  const app = await element.contentFrame();
  if (app === null) throw new Error("The admin has no frame for the app.");
  await app.waitForSelector("h1");
  // A button that is drawn does nothing before React has taken the page over, which it marks its elements with.
  await app.waitForFunction(() =>
    [document.body, document.querySelector("#root")].some((element) =>
      Object.keys(element ?? {}).some((name) => name.startsWith("__react")),
    ),
  );
  return { page, app, complaints, close: () => context.close() };
}

/** Whoever goes on while a page is being read anew gives that up, and Remix says so. */
const GIVEN_UP = /^AbortError: BodyStreamBuffer was aborted/;

function complaintsOf(page: Page): string[] {
  const complaints: string[] = [];
  page.on("console", (message) => {
    if (GIVEN_UP.test(message.text())) return;
    if (message.type() === "error" || message.type() === "warning")
      complaints.push(`${message.type()}: ${message.text()}`);
  });
  page.on("pageerror", (error) => complaints.push(`uncaught: ${error.message}`));
  page.on("response", (response) => {
    if (response.status() >= 400) complaints.push(`${response.status()}: ${response.url().split("?")[0]}`);
  });
  return complaints;
}
