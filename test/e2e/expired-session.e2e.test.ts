import { describe, expect, test } from "vitest";
import { press, typeInto } from "./keyboard.ts";
import { keepNothing } from "./nothing-kept.ts";
import { type AdminPage, openAdmin } from "./open-admin.ts";
import { setUpApp } from "./set-up-app.ts";

const stage = setUpApp();

const ENTERED = { slug: "tea", username: "somebody", key: "a-key-that-is-wrong" };

/** Goes to the connection page and enters everything, and sends nothing. */
async function enter({ page, app }: AdminPage): Promise<void> {
  await press(page, app.getByRole("button", { name: "Connect to Karla", exact: true }));
  for (const [name, text] of Object.entries(ENTERED)) await typeInto(page, app.locator(`[name=${name}]`), text);
}

async function entered({ app }: AdminPage) {
  const [slug, username, key] = await Promise.all(
    ["slug", "username", "key"].map((name) => app.locator(`[name=${name}]`).inputValue()),
  );
  return { slug, username, key };
}

describe("what a merchant has entered", () => {
  test("outlives a session that ended meanwhile: App Bridge comes again, and the answer arrives", async () => {
    const admin = await openAdmin(stage().browser, stage().running.adminUrl, { locale: "en-GB" });
    const { page, app } = admin;
    await enter(admin);
    const tokens: string[] = [];
    const statuses: number[] = [];
    page.on("response", (response) => {
      if (response.request().method() === "POST") statuses.push(response.status());
    });
    await page.route(
      (url) => url.pathname === "/app/connection.data",
      async (route, request) => {
        if (request.method() !== "POST") return route.continue();
        const given = (await request.headerValue("authorization")) ?? "";
        tokens.push(given);
        const first = { ...(await request.allHeaders()), authorization: `Bearer ${stage().running.expiredToken()}` };
        return tokens.length === 1 ? route.continue({ headers: first }) : route.continue();
      },
    );
    await app.evaluate(() => Object.assign(globalThis, { neverLoadedAnew: true }));
    await page.keyboard.press("Enter");
    await app.getByText("The key is not right", { exact: true }).waitFor();
    expect(statuses).toEqual([401, 200]);
    expect(new Set(tokens).size).toBe(2);
    expect(await entered(admin)).toEqual(ENTERED);
    expect(await app.evaluate(() => "neverLoadedAnew" in globalThis)).toBe(true);
    await admin.close();
  });

  test("outlives a server that cannot be reached: the page says so, and sends it when it is back", async () => {
    const admin = await openAdmin(stage().browser, stage().running.adminUrl, { locale: "en-GB" });
    const { page, app } = admin;
    await enter(admin);
    const isOurs = (url: URL) => url.pathname.startsWith("/app");
    await page.route(isOurs, (route) => route.abort("connectionrefused"));
    await page.keyboard.press("Enter");
    await app.getByText("That was not sent", { exact: true }).waitFor();
    expect(await entered(admin)).toEqual(ENTERED);
    await page.unroute(isOurs);
    await press(page, app.getByRole("button", { name: "Test and save", exact: true }));
    await app.getByText("The key is not right", { exact: true }).waitFor();
    expect(await entered(admin)).toEqual(ENTERED);
    await admin.close();
  });
});

describe("a private window, where nothing can be kept", () => {
  test("has the whole app: no cookie is set, and no address asked for has a token in it but the document's", async () => {
    const asked: URL[] = [];
    let tried: Promise<string[]> = Promise.resolve([]);
    const admin = await openAdmin(stage().browser, stage().running.adminUrl, {
      locale: "en-GB",
      onPage(page) {
        tried = keepNothing(page.context(), page);
        page.on("request", (request) => {
          if (request.resourceType() !== "document") asked.push(new URL(request.url()));
        });
      },
    });
    const { page, app, complaints } = admin;
    await expect(app.evaluate(() => sessionStorage.length)).rejects.toThrow("SecurityError");
    // It asks by itself, first with the address that it was opened with.
    for (let n = 0; n < 2; n += 1)
      await page.waitForRequest((request) => new URL(request.url()).pathname === "/app.data");
    expect(new URL(app.url()).searchParams.has("id_token")).toBe(false);
    await enter(admin);
    await page.keyboard.press("Enter");
    await app.getByText("The key is not right", { exact: true }).waitFor();
    await press(page, page.getByRole("link", { name: "Problems" }));
    await app.getByRole("heading", { name: "Problems", exact: true }).waitFor();
    expect(asked.filter(({ searchParams }) => searchParams.has("id_token")).map(String)).toEqual([]);
    expect(await page.context().cookies()).toEqual([]);
    expect(await tried).toEqual([]);
    expect(complaints).toEqual([]);
    await admin.close();
  });
});
