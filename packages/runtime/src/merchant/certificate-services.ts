import type { LedgerFormat, OpenedDay } from "@karla/merchant-ui/certificate-data";
import type { Clock } from "@karla/sync/clock";
import { countAgain } from "@karla/sync/count-again";
import { ledgerAsCsv, ledgerAsJson } from "@karla/sync/export-ledger";
import type { ShopId } from "@karla/sync/ids";
import type { DaySums, Ledger } from "@karla/sync/ledger";
import { readLedger } from "@karla/sync/read-ledger";
import { dayOf, daysAfter } from "@karla/sync/shop-day";

export interface CountedDays {
  /** Newest first, one of each day. */
  days: DaySums[];
  /** In the shop's calendar, e.g. "2026-11-29". */
  today: string;
}

/** What the certificate's page asks for. A shop is named as in `MerchantServices`. */
export interface CertificateServices {
  /**
   * The last 90 days, and of them the one that is to be opened, with its orders by name; null where there is no account of it.
   * `counting`: an account is being made, or asked for.
   */
  certificate(shop: string, day: string | null): Promise<CountedDays & { opened: OpenedDay | null; counting: boolean }>;
  /** What today comes to; null before it was counted. */
  countedToday(shop: string): Promise<DaySums | null>;
  /** Has today counted again as soon as a worker is free. */
  countAgain(shop: string): Promise<void>;
  /** The last 90 days with every order that is known by name, as the text of a file. */
  exportLedger(shop: string, format: LedgerFormat): Promise<string>;
}

interface CertificateDeps {
  store: {
    ledger: Ledger;
    /** Has the days counted that are due or asked for as soon as a worker is free. */
    standing: { certify(shopId: ShopId): Promise<void> };
  };
  idOf: (shop: string) => Promise<ShopId>;
  clock: Clock;
}

const DAYS_SHOWN = 90;

export function createCertificateServices({ store, idOf, clock }: CertificateDeps): CertificateServices {
  const { ledger, standing } = store;

  async function counted(shopId: ShopId, count: number): Promise<CountedDays> {
    // Before the first account the shop's calendar is not known, and there is nothing to show.
    const today = dayOf(clock.now(), (await ledger.zone(shopId)) ?? "UTC");
    return { days: await ledger.days(shopId, { from: daysAfter(today, 1 - count), to: today }), today };
  }

  async function open(shopId: ShopId, sums: DaySums | undefined): Promise<OpenedDay | null> {
    const account = sums === undefined ? null : await ledger.account(shopId, sums.id);
    if (sums === undefined || account === null) return null;
    return { sums, gaps: account.gaps, leftOut: account.leftOut, finds: await ledger.finds(shopId, account) };
  }

  return {
    async certificate(shop, day) {
      const shopId = await idOf(shop);
      const { days, today } = await counted(shopId, DAYS_SHOWN);
      const opened = await open(
        shopId,
        days.find((one) => one.day === day),
      );
      return { days, today, opened, counting: (await ledger.open(shopId)).length > 0 };
    },
    countedToday: async (shop) => (await counted(await idOf(shop), 1)).days[0] ?? null,
    async countAgain(shop) {
      await countAgain({ ledger, certify: standing.certify }, await idOf(shop), { days: 1, now: clock.now() });
    },
    async exportLedger(shop, format) {
      const record = await readLedger(ledger, await idOf(shop), { days: DAYS_SHOWN, now: clock.now() });
      return format === "csv" ? ledgerAsCsv(record) : ledgerAsJson(record);
    },
  };
}
