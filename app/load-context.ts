import type { MerchantServices } from "@karla/runtime/merchant-services";

/** Who asks. */
export interface Asker {
  /** The shop's domain. */
  shop: string;
  /** The member of staff, as `user:<id>`. */
  user: string;
  /** What the shop has granted the app, as its session has it: that follows a moment after the merchant decides. */
  scopes: string[];
}

/** What every loader and action is given: made once per HTTP request. */
export type AdminContext = {
  services: MerchantServices;
  /** The app's client id, for App Bridge. */
  apiKey: string;
  /** Null: App Bridge from Shopify's CDN. */
  appBridgeUrl: string | null;
  /**
   * Whose request it is, by its session token; without a good one throws the response that gets one. All loaders of one
   * request share the answer, so that a first visit exchanges its token once.
   */
  authenticate(request: Request): Promise<Asker>;
  /** The time zone of the shop whose request it is, e.g. "Europe/Berlin"; UTC while its admin cannot be asked. */
  timeZone(request: Request): Promise<string>;
  /** What a page of the library under `/auth` answers. */
  authenticatePage(request: Request): Promise<unknown>;
  /** A loader, an action or the drawing of a page failed. */
  onError(error: unknown): void;
  /** The security headers of a document. */
  addDocumentHeaders(request: Request, headers: Headers): void;
};

declare module "@remix-run/node" {
  interface AppLoadContext extends AdminContext {}
  interface Future {
    v3_singleFetch: true;
  }
}
