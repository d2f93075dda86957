/** What a Shopware shop and we agreed on. Times are milliseconds since the epoch. */
export interface Installation {
  /** As the shop names itself: opaque, at most 64 of [A-Za-z0-9_-], case kept. */
  readonly shopId: string;
  /** Canonical URL without trailing slash, e.g. "https://shop.example.com/sub". Null until confirmed once. */
  readonly url: string | null;
  /** Shared secret, confirmed. Null until confirmed once. It outlives `app.deleted`: a shop that comes back signs with it. */
  readonly secret: string | null;
  readonly previousSecret: string | null;
  readonly rotatedAt: number | null;
  /** A registration that is not confirmed yet. */
  readonly pending: PendingRegistration | null;
  /**
   * Somebody who knows the app's secret alone wants the shop, at another address or once more at its own: waits for the
   * merchant or the operator.
   */
  readonly move: Move | null;
  /** OAuth credentials of the Admin API. */
  readonly clientId: string | null;
  readonly clientSecret: string | null;
  /** It has signed with its shop secret once: it has to from then on, also to come back after `app.deleted`. */
  readonly signsTwice: boolean;
  /** From the confirmation until `app.deactivated` or `app.deleted`. */
  readonly active: boolean;
  /** `sw-version` header, not signed: for display only. */
  readonly shopwareVersion: string | null;
  /** Set by app.deleted; the OAuth credentials are gone then. */
  readonly deletedAt: number | null;
  /** Grows with each change: `save` is refused when it is not the one that was read. 0 was never saved. */
  readonly version: number;
}

export interface PendingRegistration {
  readonly secret: string;
  readonly url: string;
  readonly registeredAt: number;
  /** Its request was signed with the shop's secret: the confirmation has to be as well. */
  readonly doublySigned: boolean;
}

export interface Move {
  readonly url: string;
  readonly askedAt: number;
  readonly approvedAt: number | null;
}

export interface Installations {
  find(shopId: string): Promise<Installation | null>;
  /**
   * Writes all or nothing, under a version that is one higher; false when someone else changed it since it was read
   * (`version`), or made it meanwhile (`version` 0).
   */
  save(installation: Installation): Promise<boolean>;
}
