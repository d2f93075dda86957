import { type Opened, open, press, seen } from "./opened-window.ts";

/** One of the last orders, as it would be sent again, with effects and without, and once it was sent. */
export async function orderSentAgain(window: Opened): Promise<void> {
  const { app, t, shoot } = window;
  await open(window, "home");
  const delivered = app.getByRole("row").filter({ hasText: t.reasons.delivered }).first();
  await delivered.getByRole("button", { name: t.orders.again }).click();
  await seen(window, t.replay.effect.refresh_order);
  await shoot("order-again");
  await app.getByLabel(t.replay.with_effects).check();
  await seen(window, t.replay.effect.order);
  await shoot("order-again-with-effects");
  await app.getByLabel(t.replay.with_effects).uncheck();
  await seen(window, t.replay.left_out);
  await press(window, t.replay.send);
  await seen(window, t.replay.done_title);
  await shoot("order-sent-again");
  await open(window, "connection");
  await seen(window, t.connection.title);
}
