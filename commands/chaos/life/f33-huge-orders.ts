import { checkRun, waitForRest } from "../check-run.ts";
import type { Fault, RunContext } from "../fault.ts";
import type { Lab } from "../lab.ts";
import { observation } from "../lane/observation.ts";
import { observeInLab } from "../lane/observe-in-lab.ts";
import type { Life, SellingShop } from "../shop/selling-shop.ts";
import { UNHURRIED } from "../with-lab.ts";
import { hugeOrder } from "./huge-order.ts";
import { streamBody } from "./stream-body.ts";

const KIB = 1024;
const MIB = 1024 * KIB;
/** A message of Shopware's has the order whole, some two kilobytes a line. */
const LINES = { shopify: 10_000, shopware: 1_200 } as const;
const HUGE = 5;
/** Of each kind: with and without a length told beforehand. */
const STREAMS = 4;
const STREAM_BYTES = 64 * MIB;
/** Five are allowed; what the kernel takes ahead of the receiver comes to some more. */
const MOST_SENT_BYTES = 16 * MIB;
const MOST_ACK_MS = 1_000;
const MOST_GROWN_MB = 150;

export const F33: Fault = {
  id: "F33",
  suite: "life",
  title: "orders of thousands of lines arrive whole; longer bodies are refused while they come, and others go on",
  guard: "body_limit",
  alone: true,
  run: (context) =>
    observeInLab(context, { receivers: 1, workers: 1, env: UNHURRIED }, async (lab) => {
      const shop = await lab.openShop("f33");
      const huge = hugeLives(shop, context);
      const hugeAcks: number[] = [];
      for (const { messages } of huge) hugeAcks.push(await timed(() => shop.postAll(messages)));
      await waitForRest(lab);

      const lives = shop.sell({ seed: context.seed, orders: 60 });
      const [some] = lives.flatMap(({ messages }) => messages);
      const path = some?.sign()?.path ?? "";
      const streaming = streamTooMuch(lab, path);
      const otherAcks: number[] = [];
      for (const { messages } of lives) otherAcks.push(await timed(() => shop.postAll(messages.slice(0, 1))));
      const answers = await streaming;
      await waitForRest(lab);
      shop.entries.push(...huge.map(({ entry }) => entry));

      const accepted = answers.filter(({ status }) => status !== 413).length;
      const sentMb = Math.max(...answers.map(({ sentBytes }) => sentBytes)) / MIB;
      const check = await checkRun(lab, [shop]);
      const slowest = Math.round(Math.max(...hugeAcks));
      const slowestOther = Math.round(Math.max(...otherAcks));
      return observation({
        context,
        symptoms: [],
        injected: {
          huge_orders: huge.length,
          body_kb: Math.round((huge[0]?.messages[0]?.sign()?.body.length ?? 0) / KIB),
          too_long_bodies: answers.length,
        },
        check,
        observed: {
          slowest_ack_of_huge_ms: slowest,
          slowest_ack_of_others_ms: slowestOther,
          not_refused: accepted,
          most_sent_mb: Math.round(sentMb),
        },
        broken: [
          ...(accepted > 0 ? [`${accepted} bodies of ${STREAM_BYTES / MIB} MB were not answered 413`] : []),
          ...(sentMb > MOST_SENT_BYTES / MIB ? [`${Math.round(sentMb)} MB were taken before the answer`] : []),
        ],
        unmet: [
          ...(slowest > MOST_ACK_MS ? [`a huge order was acknowledged after ${slowest} ms`] : []),
          ...(slowestOther > MOST_ACK_MS ? [`an order was acknowledged after ${slowestOther} ms meanwhile`] : []),
          ...(check.grown_mb > MOST_GROWN_MB ? [`the receiver took ${check.grown_mb} MB more`] : []),
        ],
      });
    }),
};

/** Each with the one message that has it whole. */
function hugeLives(shop: SellingShop, { seed }: RunContext): Life[] {
  return Array.from({ length: HUGE }, (_, n) => {
    const wish = { seed, number: 5_001 + n, shopDomain: shop.shop.domain, lines: LINES[shop.platform] };
    const { entry, webhook } = hugeOrder(wish);
    if (shop.platform === "shopify") return { entry, messages: [shop.message(webhook)] };
    return { entry, messages: shop.messagesOf(entry).filter(({ tells }) => tells === "placed") };
  });
}

function streamTooMuch({ receivers }: Lab, path: string) {
  const url = new URL(path, receivers[0]?.url);
  const kinds = [true, false].flatMap((announced) => Array.from({ length: STREAMS }, () => announced));
  return Promise.all(kinds.map((announced) => streamBody({ url, bytes: STREAM_BYTES, announced })));
}

async function timed(work: () => Promise<void>): Promise<number> {
  const startedAt = performance.now();
  await work();
  return performance.now() - startedAt;
}
