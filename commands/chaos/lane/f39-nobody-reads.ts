import { connect, type Socket } from "node:net";
import { setTimeout as sleep } from "node:timers/promises";
import { checkRun, waitForRest } from "../check-run.ts";
import type { Fault, RunContext } from "../fault.ts";
import type { Lab } from "../lab.ts";
import type { SellingShop } from "../shop/selling-shop.ts";
import { UNHURRIED } from "../with-lab.ts";
import { observation } from "./observation.ts";
import { observeInLab } from "./observe-in-lab.ts";
import { talkativeEnv } from "./talkative-env.ts";
import { startUnread, type UnreadProcess } from "./unread-process.ts";

/** Enough lines to fill a pipe, and what its reader holds before it stops, several times over. */
const UNREAD_ORDERS = 600;
const FURTHER_ORDERS = 60;
/** Nothing moves for so long: it is stuck. */
const STALLED_MS = 10_000;
const STOP_MS = 15_000;
/** What is stuck does not end later either. */
const CONTROL_STOP_MS = 2_000;
const DEAF_CLIENTS = 20;
/** In one go on one connection: more than it takes in answers. */
const REQUESTS = "GET /metrics HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n".repeat(200);

export const F39: Fault = {
  id: "F39",
  suite: "lane",
  title:
    "nobody reads the log, its pipe is closed, metrics are asked for and not taken: acknowledged and delivered as ever",
  guard: "log",
  run: (context) =>
    observeInLab(context, { receivers: 0, workers: 0, env: UNHURRIED }, async (lab) => {
      const [receiver, worker] = await startDeaf(lab, context);
      const shop = await openOrEnd(lab, receiver, worker);
      const clients: Socket[] = [];
      const trade = (orders: number) => tradeOn(lab, shop, { orders, seed: context.seed });
      let unread = 0;
      const faults = [
        async () => {
          const stuck = await trade(context.small ? UNREAD_ORDERS / 2 : UNREAD_ORDERS);
          unread = receiver.unreadBytes() + worker.unreadBytes();
          return stuck;
        },
        () => {
          receiver.closeOutput();
          worker.closeOutput();
          return trade(FURTHER_ORDERS);
        },
        () => {
          for (const { metricsUrl } of [receiver, worker]) clients.push(...deafClients(metricsUrl));
          return trade(FURTHER_ORDERS);
        },
      ];
      const stuck: (string | null)[] = [];
      for (const fault of faults) if (!stuck.some((one) => one !== null)) stuck.push(await fault());
      const codes = await Promise.all(
        [receiver, worker].map((one) => one.stop(context.without === null ? STOP_MS : CONTROL_STOP_MS)),
      );
      for (const client of clients) client.destroy();
      return observation({
        context,
        symptoms: [],
        injected: { unread_bytes: unread, ...(stuck.length === faults.length ? { deaf_clients: clients.length } : {}) },
        check: await checkRun(lab, [shop]),
        broken: [
          ...stuck.flatMap((why, step) => (why === null ? [] : [`step ${step + 1}: ${why}`])),
          ...(codes.every((code) => code === 0)
            ? []
            : [`SIGTERM ended receiver and worker with ${codes.map(String).join(" and ")}`]),
        ],
      });
    }),
};

/** Receiver and worker, talkative, with nobody who listens. */
async function startDeaf(lab: Lab, context: RunContext): Promise<[UnreadProcess, UnreadProcess]> {
  return Promise.all([
    startUnread(lab.platform.receiver, await talkativeEnv(lab, context, "receiver-deaf")),
    startUnread(lab.platform.worker, await talkativeEnv(lab, context, "worker-deaf")),
  ]);
}

/** A shop that could not be opened must not leave them behind. */
async function openOrEnd(lab: Lab, receiver: UnreadProcess, worker: UnreadProcess): Promise<SellingShop> {
  try {
    return await lab.openShop("f39", [{ name: "receiver-deaf", url: receiver.url }]);
  } catch (error) {
    await Promise.all([receiver, worker].map((one) => one.stop(0)));
    throw error;
  }
}

/** New orders, until all is acknowledged and delivered. Says what is left when nothing moves any more. */
async function tradeOn(
  lab: Lab,
  shop: SellingShop,
  { orders, seed }: { orders: number; seed: number },
): Promise<string | null> {
  const lives = shop.sell({ seed, orders });
  const before = shop.acknowledged().length;
  const stop = new AbortController();
  let done = false;
  const sent = shop.postAll(
    lives.flatMap(({ messages }) => messages.slice(0, 1)),
    { signal: stop.signal },
  );
  void sent.then(() => {
    done = true;
  });
  for (let seen = -1, since = Date.now(); !done && Date.now() - since < STALLED_MS; await sleep(100)) {
    const now = shop.acknowledged().length;
    if (now !== seen) since = Date.now();
    seen = now;
  }
  stop.abort();
  await sent;
  const acknowledged = shop.acknowledged().length - before;
  if (acknowledged < orders) return `${acknowledged} of ${orders} webhooks were acknowledged`;
  const left = await waitForRest(lab, STALLED_MS);
  return left === 0 ? null : `${left} events and deliveries are left`;
}

/** Connections that ask for much and take nothing. */
function deafClients(metricsUrl: string): Socket[] {
  const { hostname, port } = new URL(metricsUrl);
  return Array.from({ length: DEAF_CLIENTS }, () => {
    const client = connect(Number(port), hostname, () => client.write(REQUESTS));
    client.on("error", () => undefined).pause();
    return client;
  });
}
