import { untilSubscribed } from "../../demo/until-subscribed.ts";
import { checkRun, waitForRest } from "../check-run.ts";
import type { Fault, RunContext } from "../fault.ts";
import type { Lab } from "../lab.ts";
import { comeToRest } from "../lane/come-to-rest.ts";
import { observation } from "../lane/observation.ts";
import type { SellingShop } from "../shop/selling-shop.ts";
import { until } from "../until.ts";
import { openFlows } from "./flow-moments.ts";
import { heardIn, observeThroughDoor } from "./observe-through-door.ts";
import type { FrontDoor, PassedMessage } from "./open-front-door.ts";
import { messagesOf } from "./sell-of-late.ts";
import { tellCore } from "./tell-core.ts";

const EVENTS = 4;
const COPIES = 5;
/** Karla signs the time; nobody takes a message of another time than this far from its own. */
const WINDOW_MS = 300_000;

/** The core waits for five seconds before it says something again. */
const RETRY_WITHIN_MS = 30_000;

export const F36: Fault = {
  id: "F36",
  suite: "life",
  title:
    "what Karla said is said again: the same bytes at once and late, and signed anew: no flow runs twice, none too late",
  guard: "dedupe",
  run: (context) => observeThroughDoor(context, "f36", (lab, shop, door) => sayAgain(lab, { shop, door }, context)),
};

async function sayAgain(lab: Lab, { shop, door }: { shop: SellingShop; door: FrontDoor }, context: RunContext) {
  const flows = openFlows(shop);
  const lives = shop.sell({ seed: context.seed, orders: EVENTS, happens: ["fulfil"] });
  shop.book();
  await shop.postAll(messagesOf(lives));
  await waitForRest(lab);
  await untilSubscribed(lab.core, shop.shop.slug);

  // Of each event the first answer is lost: the core says it once more, and signs that anew.
  const lost = new Set<string>();
  door.losesAnswer = (message) => {
    if (!isOfParcels(message) || lost.has(message.body)) return false;
    lost.add(message.body);
    return true;
  };
  const told = lives.map(({ entry: { order } }) => shop.idOf(order));
  for (const orderId of told) {
    await tellCore(lab, { slug: shop.shop.slug, orderId, event: "OUT_FOR_DELIVERY" });
  }
  const said = () => door.passed.filter(isOfParcels);
  await until(async () => (await heardIn(lab)) >= EVENTS && said().length >= 2 * EVENTS, RETRY_WITHIN_MS);
  await comeToRest(lab, context);

  const messages = said();
  const copies = messages.flatMap((message) => Array.from({ length: COPIES }, () => message));
  const again = await Promise.all(copies.map((message) => post(lab, message)));
  await comeToRest(lab, context);
  const offset = String(WINDOW_MS + 60_000);
  await Promise.all(
    lab.receivers.map(async (receiver) => {
      await receiver.kill("SIGTERM");
      await receiver.start({ KARLA_CLOCK_OFFSET_MS: offset });
    }),
  );
  const late = await Promise.all(messages.map((message) => post(lab, message)));
  await comeToRest(lab, context);

  const runs = told.map((orderId) => flows.startedFor(orderId));
  const twice = runs.filter((times) => times > 1).length;
  const never = runs.filter((times) => times === 0).length;
  const refused = again.filter((status) => status !== 200).length;
  const taken = late.filter((status) => status !== 401).length;
  return observation({
    context,
    symptoms: [],
    injected: { signed_anew: messages.length - lost.size, copies: again.length, late_copies: late.length },
    check: await checkRun(lab, [shop]),
    observed: {
      told: told.length,
      started: flows.started(),
      started_again: twice,
      refused_copies: refused,
      taken_late: taken,
    },
    broken: twice === 0 ? [] : [`the flows of ${twice} events ran more than once`],
    unmet: [
      ...(never === 0 ? [] : [`the flows of ${never} events never ran`]),
      ...(refused === 0 ? [] : [`${refused} copies were not acknowledged in time`]),
      ...(taken === 0 ? [] : [`${taken} copies were taken that came too late`]),
    ],
  });
}

function isOfParcels({ path, body }: PassedMessage): boolean {
  return path.startsWith("/webhooks/karla/") && body.includes("shipment_out_for_delivery");
}

/** Whoever has read it on its way. Gives the status. */
async function post({ receivers }: Lab, { path, headers, body }: PassedMessage): Promise<number> {
  const kept = Object.entries(headers).filter(([name]) => name === "content-type" || name.startsWith("karla-"));
  const init = {
    method: "POST",
    headers: Object.fromEntries(kept.map(([name, value]) => [name, String(value)])),
    body,
  };
  return (await fetch(new URL(path, receivers[0]?.url), init)).status;
}
