import { setTimeout as sleep } from "node:timers/promises";
import type { RunContext } from "../fault.ts";
import type { Lab } from "../lab.ts";
import type { ShopwareShop } from "../shop/selling-shop.ts";
import type { Outcomes } from "./f27-other-shop.ts";

/** What was signed before is good for a minute after the secret has changed. */
const GOOD_MS = 59_000;
const TOO_LATE_MS = 61_000;
/** The receiver is up again by then, with another clock. */
const RESTART_MS = 4_000;

/** The shop gets another secret while three of its messages are on their way, signed with the one before. */
export async function registerAgain(lab: Lab, shop: ShopwareShop, { seed }: RunContext): Promise<Outcomes> {
  const [receiver] = lab.receivers;
  const messages = shop.sell({ seed, orders: 3 }).flatMap((life) => life.messages.slice(0, 1));
  // Stamped for the instant at which they arrive.
  const [atOnce, inTime, tooLate] = messages.map((message, n) => message.sign(n === 0 ? 0 : GOOD_MS));
  if (receiver === undefined || !atOnce || !inTime || !tooLate) throw new Error("three messages are needed");
  const from = Date.now();
  const { outcome } = await shop.site.registerAgain();
  const until = Date.now();
  const first = await shop.deliver(atOnce);
  await receiver.kill("SIGTERM");
  const offset = from + GOOD_MS - (Date.now() + RESTART_MS);
  await receiver.start({ KARLA_CLOCK_OFFSET_MS: String(offset) });
  await sleep(Math.max(0, from + GOOD_MS - offset - Date.now()));
  const second = await shop.deliver(inTime);
  await sleep(Math.max(0, until + TOO_LATE_MS - offset - Date.now()));
  const third = await shop.deliver(tooLate);
  await receiver.kill("SIGTERM");
  await receiver.start();
  const signedAnew = await Promise.all(messages.map((message) => shop.post(message)));
  return {
    registers_again: outcome === "confirmed",
    former_secret_at_once: first === 200,
    former_secret_after_59_s: second === 200,
    former_secret_refused_after_61_s: third === 401,
    new_secret: signedAnew.every((status) => status === 200),
  };
}
