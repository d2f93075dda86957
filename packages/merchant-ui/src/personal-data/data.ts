/** A customer's request for their data that nobody has answered. It names nobody. Instants are ISO 8601. */
export interface OpenRequest {
  key: string;
  askedAt: string;
  answerBy: string;
  /** The last day included; 0 where it is late. */
  daysLeft: number;
}

/** Who asks, as far as the request says. */
export interface Asker {
  email: string | null;
  /** Ids of customer accounts in the shop. */
  accounts: readonly string[];
  /** Orders that the request names, as the merchant knows them. */
  orders: readonly string[];
}

/** What was asked to be erased, or to be told, and what came of it. It names nobody. */
export interface ReceiptRow {
  id: string;
  /** customer, shop, restored, data_request; what is not known here is shown with a general word. */
  kind: string;
  askedAt: string;
  finishedAt: string | null;
  /** Null until it is finished. */
  outcome: string | null;
  orders: number;
  /** Of the orders, those that Karla was given: Karla has to be asked about them. */
  givenToCore: number;
}

export type PersonalDataWish =
  /** Who asks, their data as a file, or: they have it. */
  | { intent: "show" | "export" | "answered"; request: string }
  /** The data of whoever has this address, or of the order of this number, as a file. */
  | { intent: "find"; who: string };

/** What came of a wish. */
export type PersonalDataAnswer =
  | { outcome: "shown"; request: string; asker: Asker }
  /** The file is made. `request`: null where somebody was looked for. */
  | { outcome: "written"; request: string | null; asker: Asker | null; orders: number; givenToCore: number }
  | { outcome: "answered"; request: string }
  /** Answered meanwhile, or erased. */
  | { outcome: "not_open" }
  | { outcome: "nothing_held" }
  /** More than one order has that number. */
  | { outcome: "ambiguous" }
  /** Another file of this shop is being made. */
  | { outcome: "busy" };

export type PersonalDataData =
  | { state: "loading" }
  | { state: "error" }
  | {
      state: "ready";
      /** Oldest first. */
      requests: readonly OpenRequest[];
      /** Newest first. */
      receipts: readonly ReceiptRow[];
      /** What is under way. */
      busy: PersonalDataWish | null;
      /** What came of the last wish since the page was opened. */
      answer: PersonalDataAnswer | null;
      /** The last press did not get as far as our own server, or no answer came back from there. */
      notSent: boolean;
      /** The shop's time zone, for example "Europe/Berlin". */
      timeZone: string;
      /** The merchant's locale, for example "de" or "en-GB". */
      locale: string;
    };

export type PersonalDataReady = Extract<PersonalDataData, { state: "ready" }>;

export interface PersonalDataActions {
  onAsk: (wish: PersonalDataWish) => void;
  onOpenHome: () => void;
  onReload: () => void;
}
