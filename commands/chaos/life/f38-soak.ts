import { setTimeout as sleep } from "node:timers/promises";
import { type Random, seededRandom } from "@karla/sandbox/random";
import { checkRun, waitForRest } from "../check-run.ts";
import type { Fault, RunContext } from "../fault.ts";
import type { Play } from "../journal-proxy.ts";
import type { Lab } from "../lab.ts";
import { comeToRest } from "../lane/come-to-rest.ts";
import { dueRetries, moveClock } from "../lane/due-retries.ts";
import { observation } from "../lane/observation.ts";
import type { SellingShop } from "../shop/selling-shop.ts";
import { UNHURRIED } from "../with-lab.ts";
import { observeWithShop } from "./observe-with-shops.ts";
import { messagesOf, sellOfLate } from "./sell-of-late.ts";
import { tryAtRate } from "./try-at-rate.ts";
import { type Use, watchUse } from "./watch-use.ts";

const MINUTES = { whole: 5, small: 2, control: 1 };
const LONGEST_WARM_UP = 10;
const PER_SECOND = 24;
const ORDERS_AT_ONCE = 24;
const FAULTS = 0.05;
const MOST_MB_PER_MINUTE = 1;
/** Node takes memory in steps, and minutes may pass between two of them: one is no leak. */
const STEP_MB = 15;
/** Nothing moved for so long: what is left has a pause. */
const SOON_MS = 5_000;
const RETRIED = ["order", "read_order", "refresh_order", "read_pictures", "note_trackpage", "note_parcels"];

export const F38: Fault = {
  id: "F38",
  suite: "life",
  title:
    "minutes of steady sales, one of twenty calls to the core and to the shop fails: memory, files and sockets stay as they are",
  guard: "leak",
  alone: true,
  run: (context) =>
    observeWithShop(context, { slug: "f38", receivers: 1, workers: 1, env: UNHURRIED }, (lab, shop) =>
      soak(lab, shop, context),
    ),
};

async function soak(lab: Lab, shop: SellingShop, context: RunContext) {
  const minutes = minutesOf(context);
  const failed = { core: 0, shop: 0 };
  const random = seededRandom(context.seed);
  const faults: readonly Play[] = [{ status: 503 }, { status: 500 }, { dropAnswer: true }];
  lab.proxy.play = () => {
    if (!random.chance(FAULTS)) return {};
    failed.core += 1;
    return random.pick(faults);
  };
  const succeedReadings = failReadings(shop, random, failed);
  const sold = { messages: 0, unanswered: 0 };
  const warmUp = warmUpOf(minutes, context);
  await sellFor(warmUp, shop, { context, sold });
  // A control is over before a worker is warm, and it is the receiver that keeps what it is sent.
  const uses = watchUse(context.without === null ? [...lab.receivers, ...lab.workers] : lab.receivers);
  await sellFor(minutes - warmUp, shop, { context, sold });
  const held = uses();
  lab.proxy.play = () => ({});
  succeedReadings();
  if (context.without === null) await retryAll(lab);
  await comeToRest(lab, context);
  const most = MOST_MB_PER_MINUTE + STEP_MB / (minutes - warmUp);
  return observation({
    context,
    symptoms: [],
    injected: { messages: sold.messages, faults_of_core: failed.core },
    check: await checkRun(lab, [shop]),
    observed: {
      minutes,
      faults_of_shop: failed.shop,
      ...Object.fromEntries(
        held.map(({ name, mbPerMinute }) => [`${name}_kb_per_minute`, Math.round(mbPerMinute * 1_024)]),
      ),
      ...Object.fromEntries(held.map(({ name, moreHandles }) => [`${name}_more_handles`, moreHandles])),
    },
    broken: held.flatMap((use) => growthOf(use, most)),
    unmet: sold.unanswered > 0 ? [`${sold.unanswered} messages were not acknowledged at once`] : [],
  });
}

function minutesOf({ without, small, soakMinutes }: RunContext): number {
  if (without !== null) return MINUTES.control;
  return soakMinutes ?? (small ? MINUTES.small : MINUTES.whole);
}

/** What is loaded and remembered once is there by then: a worker takes most of a minute, the receiver some seconds. */
function warmUpOf(minutes: number, { without }: RunContext): number {
  if (without !== null) return minutes / 4;
  return minutes < MINUTES.whole ? minutes / 2 : Math.min(LONGEST_WARM_UP, minutes * 0.3);
}

/** What failed four times in a row waits for minutes: all that has a pause is tried now. */
async function retryAll(lab: Lab): Promise<void> {
  await waitForRest(lab, SOON_MS);
  const last = (await dueRetries(lab, ...RETRIED)).at(-1);
  if (last !== undefined) await moveClock(lab, last);
}

/** At Shopware nothing is read but what was told: there the core alone fails. What is given back ends it. */
function failReadings(shop: SellingShop, random: Random, failed: { shop: number }): () => void {
  if (shop.platform !== "shopify" || shop.admins === null) return () => undefined;
  const { admins } = shop;
  const { misbehave } = admins;
  admins.misbehave = (request) => {
    if (!random.chance(FAULTS)) return misbehave(request);
    failed.shop += 1;
    return { kind: "status", status: 503 };
  };
  return () => {
    admins.misbehave = misbehave;
  };
}

/** As steadily as a shop on a good day, whatever becomes of it. */
async function sellFor(
  minutes: number,
  shop: SellingShop,
  { context, sold }: { context: RunContext; sold: { messages: number; unanswered: number } },
): Promise<void> {
  for (const end = performance.now() + minutes * 60_000; performance.now() < end; await sleep(1)) {
    const lives = sellOfLate(shop, { seed: context.seed, orders: ORDERS_AT_ONCE, happens: ["update", "fulfil"] });
    const tried = await tryAtRate(shop, messagesOf(lives), PER_SECOND);
    const left = tried.filter(({ answer }) => answer.status !== 200).map(({ message }) => message);
    sold.messages += tried.length;
    sold.unanswered += left.length;
    await shop.postAll(left);
  }
}

function growthOf({ name, mbPerMinute, moreHandles }: Use, most: number): string[] {
  return [
    ...(mbPerMinute > most ? [`${name} takes ${mbPerMinute.toFixed(1)} MB more in a minute`] : []),
    ...(moreHandles > 0 ? [`${name} holds ${moreHandles} more files and sockets`] : []),
  ];
}
