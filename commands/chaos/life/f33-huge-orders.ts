import { checkRun, waitForRest } from "../check-run.ts";
import type { Fault } from "../fault.ts";
import type { Lab } from "../lab.ts";
import { createHandSender } from "../lane/hand-sender.ts";
import { observation } from "../lane/observation.ts";
import { observeInLab } from "../lane/observe-in-lab.ts";
import { sellOrders } from "../lane/sell-orders.ts";
import { UNHURRIED } from "../with-lab.ts";
import { hugeOrder } from "./huge-order.ts";
import { streamBody } from "./stream-body.ts";

const MIB = 1024 * 1024;
const LINES = 10_000;
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
  title: "orders of 10,000 lines arrive whole; longer bodies are refused while they come, and others go on",
  guard: "body_limit",
  run: (context) =>
    observeInLab(context, { receivers: 1, workers: 1, env: UNHURRIED }, async (lab) => {
      const sender = createHandSender(lab, await lab.addShop("f33"));
      const { seed } = context;
      const huge = Array.from({ length: HUGE }, (_, n) =>
        hugeOrder({ seed, number: 5001 + n, shopDomain: sender.shop.domain, lines: LINES }),
      );
      const hugeAcks: number[] = [];
      for (const { webhook } of huge) hugeAcks.push(await timed(() => sender.postAll([webhook])));
      await waitForRest(lab);

      const lives = sellOrders(sender, { seed, orders: 60 });
      const streaming = streamTooMuch(lab);
      const otherAcks: number[] = [];
      for (const { webhooks } of lives) otherAcks.push(await timed(() => sender.postAll(webhooks.slice(0, 1))));
      const answers = await streaming;
      await waitForRest(lab);
      sender.entries.push(...huge.map(({ entry }) => entry));

      const accepted = answers.filter(({ status }) => status !== 413).length;
      const sentMb = Math.max(...answers.map(({ sentBytes }) => sentBytes)) / MIB;
      const check = await checkRun(lab, [sender]);
      const slowest = Math.round(Math.max(...hugeAcks));
      const slowestOther = Math.round(Math.max(...otherAcks));
      return observation({
        context,
        symptoms: [],
        injected: {
          huge_orders: huge.length,
          body_kb: Math.round((huge[0]?.webhook.body.length ?? 0) / 1024),
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

function streamTooMuch({ receivers }: Lab) {
  const url = new URL("/webhooks/shopify", receivers[0]?.url);
  const kinds = [true, false].flatMap((announced) => Array.from({ length: STREAMS }, () => announced));
  return Promise.all(kinds.map((announced) => streamBody({ url, bytes: STREAM_BYTES, announced })));
}

async function timed(work: () => Promise<void>): Promise<number> {
  const startedAt = performance.now();
  await work();
  return performance.now() - startedAt;
}
