import { checkRun, waitForRest } from "../check-run.ts";
import type { Fault, RunContext } from "../fault.ts";
import type { Lab } from "../lab.ts";
import { dueRetries, moveClock } from "../lane/due-retries.ts";
import { observation } from "../lane/observation.ts";
import type { SellingShop } from "../shop/selling-shop.ts";
import { until } from "../until.ts";
import { UNHURRIED } from "../with-lab.ts";
import { holdsAccess } from "./holds-access.ts";
import { countIn } from "./observe-through-door.ts";
import { observeWithShop } from "./observe-with-shops.ts";
import { type Goodbye, goodbyesOf, latecomersOf } from "./say-goodbye.ts";
import { messagesOf, sellOfLate } from "./sell-of-late.ts";

const ORDERS = 6;
/** Each is said so often: one slow answer is the machine's. */
const TIMES = 5;
const MOST_ACK_MS = 250;
/** Longer than a call to a shop may take. */
const HANGING_MS = 14_000;
const WATCH_MS = 5_000;
/** At Shopware a shop is kept for 30 days. */
const JUMPS = 4;

const RUN_OUT = "UPDATE session SET expires = now() - interval '1 minute' WHERE shop = $1";
const RECEIPTS = "SELECT count(*)::int AS count FROM erasure WHERE kind = 'shop' AND outcome = 'erased'";
const LEFT = `
SELECT ((SELECT count(*) FROM shop_order) + (SELECT count(*) FROM delivery WHERE lane_key NOT LIKE 'redact/%')
  + (SELECT count(*) FROM inbox_event WHERE body IS NOT NULL) + (SELECT count(*) FROM shop_access)
  + (SELECT count(*) FROM session))::int AS count`;
const STORED = "SELECT count(*)::int AS count FROM inbox_event";

export const F22: Fault = {
  id: "F22",
  suite: "life",
  title:
    "an app is taken out of a shop that answers nobody, its token has run out, requests to erase follow: all is acknowledged without asking, then the shop is erased",
  guard: "redact",
  run: (context) =>
    observeWithShop(context, { slug: "f22", receivers: 1, workers: 1, env: UNHURRIED }, (lab, shop) =>
      leave(lab, shop, context),
    ),
};

async function leave(lab: Lab, shop: SellingShop, context: RunContext) {
  const isWhole = context.without === null;
  await shop.postAll(messagesOf(sellOfLate(shop, { orders: ORDERS, seed: context.seed, happens: ["fulfil"] })));
  await waitForRest(lab);
  const before = await checkRun(lab, [shop]);
  const goodbyes = goodbyesOf(lab, shop);
  const answerAgain = await endAccess(lab, shop);

  // Whoever asks the shop while the workers sleep is the receiver.
  for (const worker of lab.workers) worker.freeze();
  const asked = shop.requests();
  const told = await tellEach(goodbyes, TIMES);
  const calls = shop.requests() - asked;
  for (const worker of lab.workers) worker.thaw();
  // At Shopware the word of the shop is enough.
  const isAsked = shop.platform === "shopify" && (await until(() => shop.requests() > asked + calls, WATCH_MS));
  answerAgain();

  const isOver = async () => (await countIn(lab, RECEIPTS)) > 0 && !(await holdsAccess(lab, shop));
  await until(isOver, isWhole ? HANGING_MS : WATCH_MS);
  for (let jumps = 0; isWhole && jumps < JUMPS && !(await isOver()); jumps += 1) {
    await moveClock(lab, (await dueRetries(lab, "check_access", "redact")).at(-1) ?? 0);
    await until(isOver, WATCH_MS);
  }
  await waitForRest(lab, WATCH_MS);
  const [receipts, left] = [await countIn(lab, RECEIPTS), await countIn(lab, LEFT)];
  const isGone = !(await holdsAccess(lab, shop));

  const stored = await countIn(lab, STORED);
  const late = isWhole ? await tellEach(latecomersOf(shop), 1) : [];
  const missing = late.length - ((await countIn(lab, STORED)) - stored);
  await waitForRest(lab, WATCH_MS);
  const acks = [...told, ...late].map(({ ms }) => ms).sort((one, other) => one - other);
  const usual = acks[Math.floor(acks.length / 2)] ?? 0;
  const refused = [...told, ...late].filter(({ status }) => status === null || status >= 300).length;
  // Nothing says any more which shop it was of that an event is left of, or gone.
  const { lost, strangers } = before;
  return observation({
    context,
    symptoms: [],
    injected: { goodbyes: told.length, ...(shop.platform === "shopify" ? { unanswered: Number(isAsked) } : {}) },
    check: { ...(await checkRun(lab, [shop])), lost, strangers },
    observed: { calls, usual_ack_ms: usual, slowest_ack_ms: acks.at(-1) ?? 0, receipts, rows_left: left },
    broken: receipts === 0 ? ["the request to erase the shop came to nothing"] : [],
    unmet: [
      ...(calls > 0 ? [`the receiver asked the shop ${calls} times`] : []),
      ...(refused > 0 ? [`${refused} of ${acks.length} messages were not acknowledged`] : []),
      ...(usual > MOST_ACK_MS ? [`it took ${usual} ms to acknowledge one`] : []),
      ...(isGone ? [] : ["what opens the shop is still there"]),
      ...(left > 0 ? [`${left} rows of the shop are left`] : []),
      ...(missing > 0 ? [`${missing} messages that came later were not stored`] : []),
    ],
  });
}

/** The shop answers nobody; once it does again, it takes nothing that the app has. Gives what lets it answer. */
async function endAccess(lab: Lab, shop: SellingShop): Promise<() => void> {
  if (shop.platform === "shopware") {
    const [closure] = lab.platform.closures;
    await shop.close(closure?.name ?? null);
    return () => {};
  }
  const { admins } = shop;
  const { domain } = shop.shop;
  if (admins === null) throw new Error("a shop that has the app is needed");
  const { misbehave } = admins;
  admins.misbehave = (request) => (request.shop === domain ? { kind: "hang" } : misbehave(request));
  admins.tokens.uninstall(domain);
  await lab.database.pool.query(RUN_OUT, [domain]);
  return () => {
    admins.misbehave = misbehave;
  };
}

async function tellEach(goodbyes: readonly Goodbye[], times: number) {
  const told: { status: number | null; ms: number }[] = [];
  for (const tell of goodbyes.flatMap((goodbye) => Array.from({ length: times }, () => goodbye))) {
    const startedAt = performance.now();
    const status = await tell();
    told.push({ status, ms: Math.round(performance.now() - startedAt) });
  }
  return told;
}
