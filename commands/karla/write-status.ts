import type { Status } from "@karla/store/open-store";

/** Prints the status as a few lines for a person, or as one JSON object. */
export function writeStatus(status: Status, json: boolean): void {
  if (json) {
    console.log(JSON.stringify(status));
    return;
  }
  const { events, outbox, orders } = status;
  const byStatus = Map.groupBy(orders, (order) =>
    order.reason === null ? order.status : `${order.status} (${order.reason})`,
  );
  console.log(`events    ${events.total} received, ${events.pending} pending, ${events.quarantined} quarantined`);
  console.log(`outbox    ${outbox.pending} pending, ${outbox.delivered} delivered, ${outbox.dead} dead letters`);
  console.log(`orders    ${orders.length}`);
  for (const [name, list] of [...byStatus].sort()) console.log(`          ${String(list.length).padStart(6)}  ${name}`);
  for (const letter of status.deadLetters.slice(0, 20)) {
    const shop = letter.domain ?? letter.shopId;
    console.log(
      `dead letter  ${shop}  ${letter.effect}  order ${letter.laneKey}: ${letter.reason} ${letter.detail ?? ""}`,
    );
  }
  for (const event of status.quarantined.slice(0, 20)) {
    console.log(
      `quarantined  ${event.domain ?? event.shopId}  ${event.topic}  order ${event.laneKey}: ${event.reason} ${event.detail ?? ""}`,
    );
  }
  if (status.quarantined.length > 20)
    console.log(`             and ${status.quarantined.length - 20} more (--json lists all)`);
  for (const problem of status.problems)
    console.log(`problem   ${problem.code} in ${problem.shopId} since ${problem.openedAt}`);
  console.log(status.settled ? "All that can be done is done." : "Work is under way.");
}
