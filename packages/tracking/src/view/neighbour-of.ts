import type { TrackedParcel } from "../tracked-order.ts";
import type { ParcelView } from "../tracking-view.ts";
import { newestFirst } from "./newest-first.ts";
import type { Standing } from "./standing-of.ts";

const GIVEN_AWAY = /^DELIVERED_TO_NEIGHBOU?R$/;

/** Who has it instead of the customer. */
export function neighbourOf({ pickup, events }: TrackedParcel, { phase }: Standing): ParcelView["neighbour"] {
  if (phase !== "delivered") return null;
  if (pickup?.type === "neighbor") return { name: pickup.name, address: pickup.address };
  const [last] = newestFirst(events).filter((event) => event.phase === "delivered");
  return last !== undefined && GIVEN_AWAY.test(last.name) ? { name: null, address: [] } : null;
}
