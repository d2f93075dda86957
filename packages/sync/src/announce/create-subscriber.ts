import type { Webhook } from "@karla/api/answers";
import type { KarlaClient } from "@karla/api/client";
import { KarlaRefusedError } from "@karla/api/errors";
import type { Clock } from "../clock.ts";
import type { ShopId } from "../ids.ts";
import { connectionsOf } from "../pipeline/connection-of-order.ts";
import type { Connection, Problems, Shops } from "../pipeline/shops.ts";
import type { TurnDeps } from "../worker/turn-deps.ts";
import { type KarlaWebhook, type KarlaWebhooks, WEBHOOK_SECRET } from "./karla-webhooks.ts";

/** Until the core is asked again whether it still sends us a shop's events. Connecting a shop wakes it at once. */
const EVERY_MS = 15 * 60_000;
/** How long a merchant sees that it is not known what a shop was told. */
const SHOWN_MS = 24 * 60 * 60_000;
/** How long the core's messages to a webhook are taken that another one has replaced: what is under way has arrived by then. */
const OVERLAP_MS = 60 * 60_000;
const ALL_EVENTS = ["*"];
const DESCRIPTION = "Set up by the shop's app, which makes it anew where it is missing.";

/** What of the core's client is used. */
type Core = Pick<KarlaClient, "listWebhooks" | "createWebhook" | "updateWebhook" | "deleteWebhook">;

export interface SubscriberDeps {
  webhooks: KarlaWebhooks;
  shops: Pick<Shops, "viewNow">;
  problems: Pick<Problems, "raise" | "close">;
  coreOf: (connection: Connection) => Core;
  /** Where the core reaches us, by the webhook's id. */
  urlOf: (id: string) => string;
  /** A UUID. */
  newId: () => string;
  /** 16 to 64 characters that nobody guesses. */
  newSecret: () => string;
  clock: Clock;
}

/**
 * Sees to it that the core sends us the events of each slug that a shop's orders go to, once, and of no other. What is agreed on is
 * kept before the core is asked: where its answer gets lost, the webhook is found again by its address. A key that may not see to
 * webhooks holds up no order. Nothing is left to do once the app is not installed any more. Throws the client's errors.
 */
export function createSubscriber(deps: SubscriberDeps): NonNullable<TurnDeps["subscribe"]> {
  const { webhooks, shops, problems, clock } = deps;

  async function subscribe(shopId: ShopId, connection: Connection, known: KarlaWebhook | undefined): Promise<void> {
    const core = deps.coreOf(connection);
    const ours = known ?? { shopId, id: deps.newId(), slug: connection.slug, secret: deps.newSecret() };
    if (known === undefined) await webhooks.keep(ours);
    const url = deps.urlOf(ours.id);
    const [first, ...others] = await listOurs(core, url);
    for (const { uuid } of others) await core.deleteWebhook(uuid);
    const { secret } = ours;
    const creation = { url, enabled_events: ALL_EVENTS, secret, description: DESCRIPTION };
    const webhook = first ?? (await core.createWebhook(creation));
    await takeSecret(ours, webhook);
    if (!isWhole(webhook)) await core.updateWebhook(webhook.uuid, { enabled_events: ALL_EVENTS, status: "active" });
  }

  /** Where the core says what it signs with, that is what counts: it may have made one of its own. */
  async function takeSecret(ours: KarlaWebhook, { secret }: Webhook): Promise<void> {
    if (secret == null || secret === ours.secret || !WEBHOOK_SECRET.test(secret)) return;
    await webhooks.keep({ ...ours, secret });
  }

  async function unsubscribe(connection: Connection, ours: KarlaWebhook): Promise<void> {
    const core = deps.coreOf({ ...connection, slug: ours.slug });
    const url = deps.urlOf(ours.id);
    // With a core that does not know us any more nothing can be cleaned up.
    await unlessRefused([401, 403, 404], async () => {
      for (const { uuid } of await listOurs(core, url)) await core.deleteWebhook(uuid);
    });
    await webhooks.forget(ours);
  }

  return async (shopId, until) => {
    const { connection, settings, readsOrders } = await shops.viewNow(shopId);
    await problems.close(shopId, "announcement_unclear", clock.now() - SHOWN_MS);
    const again = () => (readsOrders ? clock.now() + EVERY_MS : null);
    if (connection === null) return { again: again(), asked: false };
    const wanted = readsOrders ? connectionsOf({ connection, settings }) : [];
    const all = await webhooks.of(shopId);
    const known = all.filter(({ retiredAt }) => retiredAt === undefined);
    const isOver = ({ slug, retiredAt }: KarlaWebhook) =>
      !wanted.some((to) => to.slug === slug) || (retiredAt !== undefined && retiredAt + OVERLAP_MS <= clock.now());
    let asked = false;
    for (const ours of all.filter(isOver)) {
      if (clock.now() >= until) return { again: clock.now(), asked };
      await unsubscribe(connection, ours);
    }
    const refused: string[] = [];
    for (const to of wanted) {
      if (clock.now() >= until) return { again: clock.now(), asked };
      const ours = known.find(({ slug }) => slug === to.slug);
      if (await unlessRefused([403, 404], () => subscribe(shopId, to, ours))) asked = true;
      else refused.push(to.slug);
    }
    if (refused.length > 0) await problems.raise(shopId, "webhooks_not_allowed", { slug: refused.join(", ") });
    else await problems.close(shopId, "webhooks_not_allowed");
    return { again: again(), asked };
  };
}

/** The core may take the filter for a part of the address, or know none. */
async function listOurs(core: Core, url: string): Promise<Webhook[]> {
  return (await core.listWebhooks({ url })).filter((webhook) => webhook.url === url);
}

function isWhole({ status, enabled_events }: Webhook): boolean {
  return (status == null || status === "active") && enabled_events.includes("*");
}

/** False where the core refuses with one of these: it knows no such shop, or does not let these credentials see to its webhooks. */
async function unlessRefused(statuses: readonly number[], work: () => Promise<void>): Promise<boolean> {
  try {
    await work();
    return true;
  } catch (error) {
    if (error instanceof KarlaRefusedError && statuses.includes(error.status ?? 0)) return false;
    throw error;
  }
}
