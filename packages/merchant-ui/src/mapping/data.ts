import type { DeskAnswer, MappingOverview, MappingPreview } from "@karla/sync/desk-data";
import type { MappingDocument } from "@karla/sync/mapping";

/** The page's own answers beside those of the desk. */
export type MappingAnswer =
  | DeskAnswer
  /** It did not get as far as our own server, or no answer came back from there. */
  | { outcome: "not_sent" };

/** What is under way. */
export type MappingBusy = "save" | "try" | "publish" | "restore" | "send_again" | "compare" | "read_file";

export type MappingData =
  | { state: "loading" }
  | { state: "error" }
  | {
      state: "ready";
      overview: MappingOverview;
      /** Of the document and order that were asked for last; null until the first answer. */
      preview: MappingPreview | null;
      /** An answer to a newer question is on its way. */
      previewing: boolean;
      /** The last answer since the page was opened. */
      answer: MappingAnswer | null;
      busy: MappingBusy | null;
      timeZone: string;
      locale: string;
    };

export interface MappingActions {
  /** Looks at a document on an order; null takes the newest. Asked for at most a few times a second. */
  onPreview: (document: MappingDocument, orderId: string | null) => void;
  /** `revision` is the draft's that it was made from. */
  onSave: (document: MappingDocument, revision: number) => void;
  /** Tries a document, saved or not, on the last so many orders (50 to 1000). */
  onTry: (document: MappingDocument, orders: number) => void;
  /** Publishes the saved draft. `confirmed`: although orders newly fail. */
  onPublish: (revision: number, confirmed: boolean) => void;
  onRestore: (version: number) => void;
  /** Sends the orders again whose payload this version made another one. */
  onSendAgain: (version: number) => void;
  onCompare: (from: number, to: number) => void;
  /** The text of a file that the merchant chose. */
  onReadFile: (written: string) => void;
  /** Gives the document to the merchant as a file. */
  onExport: (document: MappingDocument) => void;
  /** Told when the page begins and ceases to hold changes that are not saved, so that leaving it can be asked about. */
  onUnsaved: (unsaved: boolean) => void;
  onReload: () => void;
  onOpenHome: () => void;
}
