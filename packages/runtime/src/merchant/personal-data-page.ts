import type { Asker, OpenRequest, PersonalDataAnswer, ReceiptRow } from "@karla/merchant-ui/personal-data-data";
import { answerDue } from "@karla/sync/answer-due";
import { countsOf } from "@karla/sync/data-desk";
import { type DataExport, dataExportAsJson } from "@karla/sync/data-export";
import type { Whose } from "@karla/sync/erasure-request";
import { z } from "zod";
import type { MerchantServices } from "./create-merchant-services.ts";
import type { PersonalData } from "./personal-data-services.ts";

/** As many as the page shows. */
const RECEIPTS = 100;

export interface ShownPersonalData {
  requests: OpenRequest[];
  receipts: ReceiptRow[];
}

/** What the page about personal data shows: nothing in it names anybody. */
export async function readPersonalData(services: MerchantServices, shop: string): Promise<ShownPersonalData> {
  const { receipts, now } = await services.personalData(shop);
  const all = await receipts();
  const isOpen = ({ kind, finishedAt }: (typeof all)[number]) => kind === "data_request" && finishedAt === null;
  return {
    requests: all.filter(isOpen).map(({ request, askedAt }) => {
      const { by, daysLeft } = answerDue(Date.parse(askedAt), now());
      return { key: request, askedAt, answerBy: new Date(by).toISOString(), daysLeft };
    }),
    receipts: all
      .filter((receipt) => !isOpen(receipt))
      .reverse()
      .slice(0, RECEIPTS)
      .map(({ request, kind, askedAt, finishedAt, outcome, orders, givenToCore }) => {
        return { id: request, kind, askedAt, finishedAt, outcome, orders, givenToCore };
      }),
  };
}

const Request = z.string().regex(/^[0-9a-f]{64}$/);

/** What that page asks for: who asks, their data as a file, that they have it, or the data of somebody who asked the merchant directly. */
export const PersonalDataWish = z.discriminatedUnion("intent", [
  z.object({ intent: z.enum(["show", "export", "answered"]), request: Request }),
  /** `who`: an address, or an order's number. */
  z.object({ intent: z.literal("find"), who: z.string().trim().min(1).max(320) }),
]);
export type PersonalDataWish = z.infer<typeof PersonalDataWish>;

/** The file's text goes with the answer to the page. */
export type PersonalDataSent =
  | PersonalDataAnswer
  | (Extract<PersonalDataAnswer, { outcome: "written" }> & { text: string });

export async function askPersonalData(
  services: MerchantServices,
  shop: string,
  wish: PersonalDataWish,
): Promise<PersonalDataSent> {
  const data = await services.personalData(shop);
  if (wish.intent === "find") return find(data, wish.who);
  const { intent, request } = wish;
  const whose = await data.whoseOf(request);
  if (whose === null) return { outcome: "not_open" };
  if (intent === "show") return { outcome: "shown", request, asker: await askerOf(data, whose) };
  const exported = await data.exportOf(whose);
  if (exported === null) return { outcome: "busy" };
  if (intent === "export") return { ...written(exported), request, asker: await askerOf(data, whose) };
  return (await data.answered(request, exported)) ? { outcome: "answered", request } : { outcome: "not_open" };
}

async function find(data: PersonalData, who: string): Promise<PersonalDataSent> {
  const whose: Whose = { customerIds: [], email: null, orderIds: [] };
  if (who.includes("@")) whose.email = who;
  else whose.orderIds = await data.ordersOf(who);
  // Two orders of one number may be of two people.
  if (whose.orderIds.length > 1) return { outcome: "ambiguous" };
  if (whose.email === null && whose.orderIds.length === 0) return { outcome: "nothing_held" };
  const exported = await data.exportOf(whose);
  if (exported === null) return { outcome: "busy" };
  const isEmpty = exported.orders.length === 0 && exported.otherMessages.length === 0;
  return isEmpty ? { outcome: "nothing_held" } : { ...written(exported), request: null, asker: null };
}

function written(exported: DataExport) {
  return { outcome: "written", ...countsOf(exported), text: dataExportAsJson(exported) } as const;
}

async function askerOf({ nameOf }: PersonalData, { email, customerIds, orderIds }: Whose): Promise<Asker> {
  return { email, accounts: [...customerIds], orders: await Promise.all(orderIds.map(nameOf)) };
}

/** HTTP's own word for an answer: nothing was done where the request is not what the merchant saw any more. */
export function statusOfPersonalData({ outcome }: PersonalDataSent): number {
  return outcome === "not_open" || outcome === "busy" ? 409 : 200;
}
