import type { Store } from "@karla/store/open-store";
import type { ShopId } from "@karla/sync/ids";

/** What may have come about is not told again, whoever asks. */
const NEVER_AGAIN = "outcome_unknown";

/** Puts quarantined events and dead letters back to work, of one shop or of all; without `apply` says how many there are. */
export async function replayGivenUp(
  { status }: Pick<Store, "status">,
  {
    shopId,
    apply,
    json,
    say,
  }: { shopId?: ShopId | undefined; apply: boolean; json: boolean; say: (line: string) => void },
): Promise<number> {
  const { gone, ...waiting } = await givenUp(status, shopId);
  const { events, effects } = apply ? await status.replay(shopId === undefined ? {} : { shopId }) : waiting;
  if (json) console.log(JSON.stringify({ events, effects, gone }));
  else console.log(`${events} events and ${effects} effects ${apply ? "put back to work" : "were given up"}`);
  if (gone > 0) {
    say(
      `${gone} more are not kept any more (event_gone): \`reconcile --since DATE\` reads what the books lack of their orders.`,
    );
  }
  if (!apply && events + effects > 0) say("Nothing was done: --apply puts them back to work.");
  return 0;
}

async function givenUp(status: Store["status"], shopId: ShopId | undefined) {
  const { quarantined, deadLetters } = await status.read(shopId);
  const events = quarantined.filter(({ isKept }) => isKept).length;
  const effects = deadLetters.filter(({ reason }) => reason !== NEVER_AGAIN).length;
  return { events, effects, gone: quarantined.length - events };
}
