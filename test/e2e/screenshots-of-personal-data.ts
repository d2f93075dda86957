import { randomUUID } from "node:crypto";
import { appWebhook } from "@karla/sandbox/app-webhook";
import type { Webhook } from "@karla/sandbox/webhook";
import { type Opened, open, press, seen } from "./opened-window.ts";
import { SHOP } from "./running-app.ts";

/** Ada asks for her data, as Shopify tells of it. */
export function adaAsks(): Webhook {
  const customer = { id: 7_001, email: "ada@example.com", phone: "+49307001" };
  const place = { shopDomain: SHOP, at: Date.now(), uuid: randomUUID };
  return appWebhook({ event: "data_requested", customer, orders: [] }, place);
}

export async function nobodyAsked(window: Opened): Promise<void> {
  const { t, shoot } = window;
  await open(window, "personal_data");
  await seen(window, t.personal_data.no_receipts);
  await shoot("personal-data-nobody");
  await open(window, "connection");
}

export async function somebodyAsked(window: Opened): Promise<void> {
  const { app, t, shoot } = window;
  await open(window, "personal_data");
  await seen(window, t.personal_data.requests_text);
  await shoot("personal-data-asked");
  await app.getByRole("button", { name: t.personal_data.show }).click();
  await app.getByText("ada@example.com").waitFor();
  await app.getByRole("button", { name: t.personal_data.mark }).click();
  await shoot("personal-data-shown");
  await press(window, `${t.personal_data.download}: ${t.personal_data.find}`);
  await seen(window, t.personal_data.who_missing);
  await window.expectFocus("who");
  await app.getByLabel(t.personal_data.who).fill("eve@example.com");
  await press(window, `${t.personal_data.download}: ${t.personal_data.find}`);
  await seen(window, t.personal_data.nothing_held_title);
  await shoot("personal-data-not-found");
  await open(window, "home");
  await seen(window, t.problem.data_requested.title);
  await shoot("home-data-requested");
}

/** The first window answers. */
export async function answered(window: Opened): Promise<void> {
  const { app, t, shoot } = window;
  await open(window, "personal_data");
  await app.getByRole("button", { name: t.personal_data.mark }).click();
  await app.getByRole("button", { name: t.personal_data.sure_yes }).click();
  await seen(window, t.personal_data.answered_title);
  await shoot("personal-data-answered");
}
