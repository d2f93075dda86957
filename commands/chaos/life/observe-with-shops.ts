import { randomBytes } from "node:crypto";
import { buildApp } from "../../build-app.ts";
import { type ShopAdmins, startShopAdmins } from "../../demo/shop-admins.ts";
import type { Observation, RunContext } from "../fault.ts";
import type { Lab, LabSetup } from "../lab.ts";
import { createHandSender, type HandSender } from "../lane/hand-sender.ts";
import { observeInLab } from "../lane/observe-in-lab.ts";
import { untilCompared } from "./comparisons.ts";

/** A lab whose shops have the app. */
export interface ShopLab {
  lab: Lab;
  /** What the shops answer the app, from their books. */
  admins: ShopAdmins;
  /** In the order of the slugs. */
  senders: readonly HandSender[];
}

export interface ShopLabSetup extends Omit<LabSetup, "secret" | "mayCall"> {
  slugs: readonly string[];
  plan?: "standard" | "plus";
}

/** A fault's run in a lab of its own, in whose shops the app was opened, and which were compared once: nothing was in them. */
export async function observeWithShops(
  context: RunContext,
  { slugs, plan = "standard", ...setup }: ShopLabSetup,
  run: (shopLab: ShopLab) => Promise<Observation>,
): Promise<Observation> {
  await buildApp(context.say);
  const secret = randomBytes(24).toString("hex");
  const domains = slugs.map((slug) => `${slug}.myshopify.com`);
  const admins = await startShopAdmins({ domains, secret, plan });
  const env = { ...setup.env, ...admins.env };
  try {
    return await observeInLab(context, { ...setup, secret, env, mayCall: [admins.port] }, async (lab) => {
      const senders: HandSender[] = [];
      for (const slug of slugs) {
        const shop = await lab.addShop(slug);
        await admins.openApp(shop.domain, lab.receivers[0]?.url ?? "");
        senders.push(createHandSender(lab, shop));
      }
      for (const domain of domains) await untilCompared(lab, domain, 1);
      return run({ lab, admins, senders });
    });
  } finally {
    admins.close();
  }
}
