import { text } from "node:stream/consumers";
import { parentPort, workerData } from "node:worker_threads";
import { listenOnLoopback, passOn } from "../core-proxy.ts";
import type { Stamp } from "./stamping-proxy.ts";

const say = (stamp: Stamp): void => parentPort?.postMessage(stamp);
const coreUrl = String(workerData);

const { url } = await listenOnLoopback(async (incoming, answer) => {
  const body = await text(incoming);
  const orderIds = incoming.method === "PUT" ? ordersIn(body) : [];
  if (incoming.method !== "GET") say({ kind: "changing", upserts: orderIds.length });
  passOn({ incoming, answer, body, coreUrl }, (status) => {
    if (status >= 300 || orderIds.length === 0) return;
    say({ kind: "accepted", orderIds, at: Number(process.hrtime.bigint()) / 1e6 });
  });
});
say({ kind: "listening", url });

/** An upsert names its order first: `{"id":"1001","id_type":"external_id",…`. */
function ordersIn(body: string): string[] {
  return [...body.matchAll(/\{"id":"([^"]+)","id_type":"external_id"/g)].map(([, id]) => id ?? "");
}
