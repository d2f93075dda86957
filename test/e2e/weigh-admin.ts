import { gzipSync } from "node:zlib";
import type { Browser } from "playwright-core";
import { openAdmin } from "./open-admin.ts";

/** How fast the admin's page shows its largest part, and how much script it loads (gzip), App Bridge not counted. */
export async function weighAdmin(browser: Browser, url: string): Promise<{ lcpMs: number; scriptBytes: number }> {
  const scripts: Promise<Buffer>[] = [];
  const { app, close } = await openAdmin(browser, url, {
    locale: "en",
    onPage: (page) => {
      page.on("response", (response) => {
        if (response.request().resourceType() === "script" && new URL(response.url()).pathname.startsWith("/assets/"))
          scripts.push(response.body());
      });
    },
  });
  const lcpMs = await app.evaluate(
    () =>
      new Promise<number>((resolve) => {
        new PerformanceObserver((list) => resolve(list.getEntries().at(-1)?.startTime ?? 0)).observe({
          type: "largest-contentful-paint",
          buffered: true,
        });
      }),
  );
  const bodies = await Promise.all(scripts);
  await close();
  return { lcpMs: Math.round(lcpMs), scriptBytes: bodies.reduce((sum, body) => sum + gzipSync(body).length, 0) };
}
