import type { Store } from "@karla/store/open-store";
import { countAgain } from "@karla/sync/count-again";
import { ledgerAsCsv, ledgerAsJson } from "@karla/sync/export-ledger";
import type { ShopId } from "@karla/sync/ids";
import type { DayAccount, Find } from "@karla/sync/ledger";
import { readLedger } from "@karla/sync/read-ledger";
import { dayOf } from "@karla/sync/shop-day";
import { watchProgress } from "./watch-progress.ts";

const LOOK_MS = 500;
/** A worker that runs takes it up within a second. */
const PATIENCE_MS = 30_000;
const MOST_DAYS = 90;

export interface CertificateCommand {
  /** Today and the days before it, in all; as text, 1 to 90. */
  days: string;
  format: "words" | "json" | "csv";
  /** Has these days counted anew first, by the worker that runs. */
  fresh: boolean;
  say: (line: string) => void;
  now: () => number;
}

/** Says what the ledger has of a shop's last days. 1: an order is missing, or a day was not counted. */
export async function runCertificate(
  store: Pick<Store, "ledger" | "standing">,
  shopId: ShopId,
  { days: text, format, fresh, say, now }: CertificateCommand,
): Promise<number> {
  const days = Number(text);
  if (!Number.isInteger(days) || days < 1 || days > MOST_DAYS) {
    say(`--days takes a number from 1 to ${MOST_DAYS}.`);
    return 1;
  }
  const before = await readLedger(store.ledger, shopId, { days, now: now() });
  if (fresh && !(await countAnew(store, shopId, { days, say, now }))) {
    say("Nobody goes on with it. Does the worker run, is the shop connected, and is the app installed in it?");
    return 1;
  }
  const record = await readLedger(store.ledger, shopId, { days, now: now() });
  if (fresh) for (const line of differences(before.days, record.days)) say(line);
  if (format === "json") process.stdout.write(ledgerAsJson(record));
  else if (format === "csv") process.stdout.write(ledgerAsCsv(record));
  else console.log(wordsFor(record));
  return record.days.length > 0 && record.days.every(({ missing }) => missing === 0) ? 0 : 1;
}

/** False where nobody takes it up. Where no day was ever counted, the worker counts today's by itself first. */
async function countAnew(
  { ledger, standing }: Pick<Store, "ledger" | "standing">,
  shopId: ShopId,
  { days, say, now }: Pick<CertificateCommand, "say" | "now"> & { days: number },
): Promise<boolean> {
  const ask = () => countAgain({ ledger, certify: standing.certify }, shopId, { days, now: now() });
  let asked = await ask();
  const counted = await watchProgress<true>(
    async () => {
      const open = await ledger.open(shopId);
      if (asked.length === 0 && (await ledger.zone(shopId)) !== null) asked = await ask();
      else if (asked.length > 0 && !open.some(({ day }) => asked.includes(day))) return { over: true };
      return { progress: open.map(({ day, inShop }) => `${day}: ${inShop} orders`)[0] ?? "" };
    },
    { say, now, everyMs: LOOK_MS, patienceMs: PATIENCE_MS },
  );
  return counted === true;
}

/** What was written before stays written: where a new account comes to something else, both are said. */
function differences(before: readonly DayAccount[], after: readonly DayAccount[]): string[] {
  return after.flatMap((account) => {
    const earlier = before.find(({ day }) => day === account.day);
    if (earlier === undefined || figuresOf(earlier) === figuresOf(account)) return [];
    return [`${account.day} was ${figuresOf(earlier)}; it is ${figuresOf(account)}.`];
  });
}

function figuresOf({ inShop, inBooks, inCore, skipped, missing }: DayAccount): string {
  const leftOut = Object.values(skipped).reduce((sum, count) => sum + count, 0);
  return `${inShop} in the shop, ${inBooks} in our books, ${inCore} in the core, ${leftOut} left out, ${missing} missing`;
}

function wordsFor({ days, finds }: { days: readonly DayAccount[]; finds: readonly Find[] }): string {
  if (days.length === 0) return "No day was counted yet. The first one is within the hour.";
  return days
    .flatMap((account) => [
      `${account.day} (${account.zone}, counted ${account.finishedAt}): ${figuresOf(account)}`,
      ...account.gaps.map(({ name, why }) => `  ${name}  ${why}`),
      ...finds
        .filter(({ placedAt }) => dayOf(Date.parse(placedAt), account.zone) === account.day)
        .map(({ name, why, outcome }) => `  ${name}  was ${why}, ${outcome}`),
      ...account.leftOut.map(({ name, reason }) => `  ${name}  left out, ${reason}`),
    ])
    .join("\n");
}
