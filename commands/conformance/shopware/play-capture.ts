import { setTimeout as sleep } from "node:timers/promises";
import type { ReplayedShop } from "@karla/sandbox/shopware-replay";
import { readCore } from "../../proof/read-core.ts";
import { readAppManifest } from "../../read-app-manifest.ts";
import { createShop } from "../create-shop.ts";
import { inParallel } from "../in-parallel.ts";
import type { StackScene } from "../on-stack.ts";
import { settledBy } from "../settled-by.ts";
import { upsertsIn } from "../told-to-core.ts";
import type { CaptureEvidence, StepEvidence } from "./capture-evidence.ts";
import { openShop } from "./open-shop.ts";
import type { Capture, CapturedCase, CapturedStep } from "./read-capture.ts";
import { sendToBridge } from "./send-to-bridge.ts";
import { TAKE_EVERYTHING } from "./take-everything.ts";

const AT_A_TIME = 8;
const SLUG = "captured";
const LOOK_MS = 500;
/**
 * A message is followed two seconds later; one that names no order (addresses alone) by a comparison, a minute later. Whoever has
 * not read by then will not.
 */
const PATIENCE_MS = 90_000;

export interface CaptureScene extends StackScene {
  bridgeSecret: string;
  /** The clock of the processes. */
  now: () => number;
}

/** One step of each case that has so many. */
type Round = readonly { case: CapturedCase; step: CapturedStep }[];

/**
 * Plays the capture step by step, the cases beside each other: shows the order as it was, sends what the shop sent, and
 * looks at the core when all of it is over. What came without a message is found by a comparison.
 */
export async function playCapture(capture: Capture, scene: CaptureScene): Promise<CaptureEvidence> {
  const { stack, say, signal, now } = scene;
  if (stack.bridge === null) throw new Error("The bridge was not started.");
  const bridge = stack.bridge.url;
  const { adminUser, adminKey, url } = stack.core;
  await createShop(stack.core, SLUG, "shopware");
  const manifest = readAppManifest({ url: bridge, secret: scene.bridgeSecret });
  const heard = new Set(manifest.webhooks.map(({ event }) => event));
  const isSilent = ({ requests }: CapturedStep) => !requests.some(({ event }) => heard.has(event));
  const shop = await openShop(manifest, { seed: 1, now, signal });
  const settled = settledBy({ stack, say, signal });
  try {
    const named = { platform: "shopware", domain: shop.shopId(), slug: SLUG } as const;
    await stack.connectShops([{ ...named, coreUser: adminUser, coreKey: adminKey, settings: { ...TAKE_EVERYTHING } }]);
    // An import begins when a shop registers. Here there is nothing to import, and it must not find what messages should tell.
    await stack.backfill(shop.shopId(), "shopware");
    const before = await stack.status();
    const steps: StepEvidence[] = [];
    for (const round of roundsOf(capture.cases)) {
      say(`Step ${steps.length + 1} to ${steps.length + round.length} …`);
      for (const { case: each, step } of round) {
        if (step.order === null) shop.hide(each.orderId);
        else shop.show(step.order.answer);
      }
      const answers = new Map<CapturedStep, number[]>();
      await inParallel(AT_A_TIME, round, async ({ step }) => {
        const list: number[] = [];
        for (const request of step.requests) {
          signal.throwIfAborted();
          list.push(await sendToBridge(request, { shop, url: `${bridge}/webhooks/shopware`, now }));
        }
        answers.set(step, list);
      });
      const loud = round.filter(({ step }) => !isSilent(step));
      await untilRead(shop, loud, settled);
      const look = async (part: Round) => {
        const held = await readCore({ url, slug: SLUG, user: adminUser, key: adminKey, fetch });
        const upserts = upsertsIn(scene.requests);
        for (const { case: each, step } of part) {
          const told = upserts.filter(({ id }) => id === each.orderId);
          const read = step.order === null || shop.readSinceShown(each.orderId) > 0;
          const seen = { silent: isSilent(step), answers: answers.get(step) ?? [], read, told };
          steps.push({ case: each, step, ...seen, held: held.get(each.orderId) });
        }
      };
      await look(loud);
      const silent = round.filter(({ step }) => isSilent(step));
      if (silent.length > 0) {
        await stack.reconcile(shop.shopId(), new Date(capture.from).toISOString(), "shopware");
        await untilRead(shop, silent, settled);
        await look(silent);
      }
    }
    const after = await settled();
    const acknowledged = steps.flatMap(({ answers }) => answers).filter((status) => status >= 200 && status < 300);
    return {
      steps: inOrder(steps, capture.cases),
      stored: after.events.total - before.events.total,
      due: acknowledged.length + shop.read(),
      settled: after.settled,
    };
  } finally {
    await shop.close();
  }
}

function roundsOf(cases: readonly CapturedCase[]): Round[] {
  const most = Math.max(0, ...cases.map(({ steps }) => steps.length));
  return Array.from({ length: most }, (_, place) =>
    cases.flatMap((each) => {
      const step = each.steps[place];
      return step === undefined ? [] : [{ case: each, step }];
    }),
  );
}

/** Until the orders of these steps were read and all that follows is done, or nobody reads them any more. */
async function untilRead(shop: ReplayedShop, round: Round, settled: () => Promise<unknown>): Promise<void> {
  const unread = () =>
    round.filter(({ case: { orderId }, step }) => step.order !== null && shop.readSinceShown(orderId) === 0).length;
  await settled();
  for (let waited = 0, left = unread(); left > 0 && waited < PATIENCE_MS; waited += LOOK_MS) {
    await sleep(LOOK_MS);
    if (unread() < left) waited = 0;
    left = unread();
  }
  await settled();
}

function inOrder(steps: readonly StepEvidence[], cases: readonly CapturedCase[]): StepEvidence[] {
  return cases.flatMap((each) => each.steps.flatMap((step) => steps.find((evidence) => evidence.step === step) ?? []));
}
