import type { LedgerFormat } from "@karla/merchant-ui/certificate-data";
import type { Clock } from "@karla/sync/clock";
import { countAgain } from "@karla/sync/count-again";
import { ledgerAsCsv, ledgerAsJson } from "@karla/sync/export-ledger";
import type { ShopId } from "@karla/sync/ids";
import type { DayAccount, Find, Ledger } from "@karla/sync/ledger";
import { dayOf, daysAfter } from "@karla/sync/shop-day";

export interface CountedDays {
  /** Newest first, one of each day. */
  days: DayAccount[];
  /** Of the orders that were placed on these days. */
  finds: Find[];
  /** In the shop's calendar, e.g. "2026-11-29". */
  today: string;
}

/** What the certificate's page asks for. A shop is named by its domain, as its session token says. */
export interface CertificateServices {
  /** The last 90 days. `counting`: an account is being made, or asked for. */
  certificate(shop: string): Promise<CountedDays & { counting: boolean }>;
  /** Today alone: at most one day. */
  countedToday(shop: string): Promise<CountedDays>;
  /** Has today counted again as soon as a worker is free. */
  countAgain(shop: string): Promise<void>;
  /** What `certificate` gives, as the text of a file. */
  exportLedger(shop: string, format: LedgerFormat): Promise<string>;
}

interface CertificateDeps {
  store: {
    ledger: Ledger;
    /** Has the days counted that are due or asked for as soon as a worker is free. */
    standing: { certify(shopId: ShopId): Promise<void> };
  };
  idOf: (shop: string) => ShopId;
  clock: Clock;
}

const DAYS_SHOWN = 90;

export function createCertificateServices({ store, idOf, clock }: CertificateDeps): CertificateServices {
  const { ledger, standing } = store;

  async function counted(shop: string, count: number): Promise<CountedDays> {
    const shopId = idOf(shop);
    // Before the first account the shop's calendar is not known, and there is nothing to show.
    const today = dayOf(clock.now(), (await ledger.zone(shopId)) ?? "UTC");
    const days = await ledger.days(shopId, { from: daysAfter(today, 1 - count), to: today });
    const [newest, oldest] = [days[0], days.at(-1)];
    if (newest === undefined || oldest === undefined) return { days, finds: [], today };
    return { days, finds: await ledger.finds(shopId, { from: oldest.from, to: newest.to }), today };
  }

  return {
    async certificate(shop) {
      return { ...(await counted(shop, DAYS_SHOWN)), counting: (await ledger.open(idOf(shop))).length > 0 };
    },
    countedToday: (shop) => counted(shop, 1),
    async countAgain(shop) {
      await countAgain({ ledger, certify: standing.certify }, idOf(shop), { days: 1, now: clock.now() });
    },
    async exportLedger(shop, format) {
      const { days, finds } = await counted(shop, DAYS_SHOWN);
      return format === "csv" ? ledgerAsCsv({ days, finds }) : ledgerAsJson({ days, finds });
    },
  };
}
