import type { LookupFigures } from "../figures.ts";
import { type LatencyStack, onLatencyStack } from "../latency/latency-stack.ts";
import { spreadOf } from "../spread-of.ts";
import { customerAddress } from "./customer-address.ts";
import { gapOfMedians } from "./gap-of-medians.ts";
import { inFlight } from "./in-flight.ts";
import { isShown, type ShownOrder, sellTracked } from "./sell-tracked.ts";
import { createStorefrontVisitor, type Look, type StorefrontVisitor } from "./storefront-visitor.ts";
import { KINDS, type Kind, type Samples, takeSamples } from "./take-samples.ts";

const SHOP = "lookup-shop.myshopify.com";
const SOLD = 800;
const EACH = 2_000;
/** Of each kind: eight looks at each of them, of the ten a minute that one order may have. */
const ORDERS = 250;
const AT_ONCE = 30;
const FIRST_UNKNOWN = 8_001;
const WRONG_ZIP = "00000";
/** Of all looks, those to which the core may not answer in time: more, and it is the machine that is measured. */
const MOST_AWAY = 0.01;
const GUESSES = 10_000;
const GUESSER = "203.0.113.5";
/** In which one address is counted. */
const LIMIT_SECONDS = 60;

export interface LookupRun {
  figures: LookupFigures;
  report: string[];
  faults: string[];
}

/**
 * What the tracking page tells to somebody who may not see an order: the same bytes after the same time, whether there is none,
 * whether the zip code is another's, or whether it was erased; and what comes of ten thousand guesses from one address.
 */
export function runLookup({ say, ended }: { say(line: string): void; ended: Promise<never> }): Promise<LookupRun> {
  return onLatencyStack({ shops: [SHOP], ended }, async (scene) => {
    const { stack, secret } = scene;
    const visitor = createStorefrontVisitor({
      receiverUrl: stack.receiver.url,
      shop: SHOP,
      secret,
      connections: AT_ONCE,
    });
    try {
      return await measure(scene, visitor, say);
    } finally {
      visitor.close();
    }
  });
}

async function measure(scene: LatencyStack, visitor: StorefrontVisitor, say: (line: string) => void) {
  say(`Lookup: a shop sells ${SOLD} orders …`);
  const shown = await sellTracked(scene, { shop: SHOP, orders: SOLD, visitor });
  const [theirs, erased, other] = [shown.slice(0, ORDERS), shown.slice(ORDERS, 2 * ORDERS), shown[2 * ORDERS]];
  if (other === undefined) throw new Error(`The tracking page shows ${shown.length} orders: there is nothing to hide.`);
  await redact(scene, erased);
  say(`Lookup: ${EACH} looks each at unknown, foreign and redacted orders …`);
  const samples = await takeSamples(visitor, {
    each: EACH,
    atOnce: AT_ONCE,
    lookOf: (kind, index) => lookOf(kind, index, { theirs, erased }),
  });
  say(`Lookup: ${GUESSES} guesses from one address …`);
  const guesses = await guess(visitor);
  return judge(samples, guesses, {
    seenByGuesser: await isShown(visitor, other, GUESSER),
    seenByOthers: await isShown(visitor, other, customerAddress(0)),
  });
}

/** Takes away all that is known of these orders, as a redaction does. The core holds them still. */
async function redact({ database }: LatencyStack, orders: readonly ShownOrder[]): Promise<void> {
  const ids = orders.map(({ id }) => id);
  const { rowCount } = await database.pool.query(
    "UPDATE shop_order SET state = NULL, name = NULL WHERE order_id = ANY($1)",
    [ids],
  );
  if (rowCount !== ids.length) throw new Error(`${rowCount} of ${ids.length} orders could be redacted.`);
}

function lookOf(
  kind: Kind,
  index: number,
  { theirs, erased }: { theirs: readonly ShownOrder[]; erased: readonly ShownOrder[] },
): Look {
  const address = customerAddress(index);
  const at = index % ORDERS;
  switch (kind) {
    case "unknown":
      return { orderNumber: String(FIRST_UNKNOWN + at), zipCode: WRONG_ZIP, address };
    case "wrong zip code":
      return { orderNumber: theirs[at]?.orderNumber ?? "", zipCode: WRONG_ZIP, address };
    case "redacted":
      return { orderNumber: erased[at]?.orderNumber ?? "", zipCode: erased[at]?.zipCode ?? "", address };
  }
}

/** One order number after the other, as somebody who looks for other people's orders. */
async function guess(visitor: StorefrontVisitor): Promise<{ throttled: number; seconds: number }> {
  let throttled = 0;
  const items = Array.from({ length: GUESSES }, (_, index) => String(1_001 + index));
  const began = performance.now();
  await inFlight({ items, most: AT_ONCE }, async (orderNumber) => {
    const { status } = await visitor.visit({ orderNumber, zipCode: WRONG_ZIP, address: GUESSER });
    if (status === 429) throttled += 1;
  });
  return { throttled, seconds: (performance.now() - began) / 1_000 };
}

function judge(
  { times, different, away }: Samples,
  { throttled, seconds }: { throttled: number; seconds: number },
  { seenByGuesser, seenByOthers }: { seenByGuesser: boolean; seenByOthers: boolean },
): LookupRun {
  const figures: LookupFigures = {
    attempts: GUESSES,
    throttled,
    identical: different.length === 1,
    median_gap_pct: Math.round(gapOfMedians(Object.values(times)) * 100) / 100,
  };
  const looksAway = KINDS.reduce((sum, kind) => sum + away[kind], 0);
  const medians = KINDS.map((kind) => `${kind} ${spreadOf(times[kind]).median.toFixed(1)} ms`);
  return {
    figures,
    report: [
      `Lookup, medians of ${EACH}: ${medians.join(", ")}; 404 and ${different[0]?.answer.body.length ?? 0} bytes each`,
      `Lookup, taken again because the core did not answer: ${KINDS.map((kind) => `${kind} ${away[kind]}`).join(", ")}`,
      `Lookup, ${GUESSES} guesses in ${seconds.toFixed(1)} s: ${GUESSES - throttled} were looked up`,
    ],
    faults: [
      ...different.flatMap(({ kind, answer: { status } }) =>
        status === 404 ? [] : [`lookup: ${kind}: status ${status} instead of 404`],
      ),
      ...differencesIn(different),
      ...(looksAway <= MOST_AWAY * EACH * KINDS.length
        ? []
        : [`lookup: the core did not answer to ${looksAway} looks`]),
      ...(seconds < LIMIT_SECONDS ? [] : ["lookup: the guesses took longer than the minute that is counted"]),
      ...(seenByGuesser ? ["lookup: who guessed ten thousand times sees an order still"] : []),
      ...(seenByOthers ? [] : ["lookup: others see no order any more"]),
    ],
  };
}

/** Where each answer first departs from the one before all. */
function differencesIn([first, ...others]: Samples["different"]): string[] {
  const lines = first?.answer.text.split("\n") ?? [];
  return others.map(({ kind, answer }) => {
    const line = answer.text.split("\n").find((each, index) => each !== lines[index]) ?? "";
    return `lookup: ${kind}: another answer, from here on: ${line.slice(0, 120)}`;
  });
}
