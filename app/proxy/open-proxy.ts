import type { KarlaClient } from "@karla/api/client";
import type { KarlaError } from "@karla/api/errors";
import type { ClaimForms } from "@karla/sync/claim-forms";
import type { Clock } from "@karla/sync/clock";
import type { Ledger } from "@karla/sync/ledger";
import type { ShopNames } from "@karla/sync/shop-names";
import type { Connection } from "@karla/sync/shops";
import { CLAIM_LIMITS } from "@karla/tracking/claim-limits";
import type { Logger } from "pino";
import { createResolveAnswers } from "./answer-resolve.ts";
import { createClaimFormTokens } from "./claim-form-token.ts";
import { connectionOfShop, type KnownShops } from "./connection-of-shop.ts";
import { createTrackLinks } from "./create-track-link.ts";
import { createHoldBack } from "./hold-back.ts";
import { createOrderLook } from "./look-at-order.ts";
import { type ClaimCore, createClaimMaker } from "./make-claim.ts";
import { openOrderFinder } from "./open-order-finder.ts";
import { createProxyListener } from "./proxy-listener.ts";
import { createFormReader } from "./read-form.ts";
import { createResolvePage } from "./resolve-page.ts";
import type { TokenKeys } from "./signed-token.ts";
import { createTrackLimit } from "./track-limit.ts";
import { createTrackPage } from "./track-page.ts";

export interface OpenProxyDeps {
  /** The app's client secret; while it is rotated, the former ones too. */
  secrets: readonly string[];
  store: {
    shops: KnownShops;
    names: Pick<ShopNames, "tenantNamed">;
    ledger: Pick<Ledger, "booked" | "zone">;
    claimForms: ClaimForms;
  };
  coreOf: (connection: Connection) => Pick<KarlaClient, "findFewOrders">;
  /** The same with more time: pictures are sent to it. */
  claimCoreOf: (connection: Connection) => ClaimCore;
  linkKeys: TokenKeys;
  formKeys: TokenKeys;
  limit?: ReturnType<typeof createTrackLimit>;
  claimLimit?: ReturnType<typeof createTrackLimit>;
  sleep: (ms: number) => Promise<void>;
  /** A UUID. */
  newId: () => string;
  clock: Clock;
  log: Pick<Logger, "info" | "debug" | "warn" | "error">;
}

/** Each may bring as many pictures as a claim may have, and the core keeps them for good. */
const CLAIMS = { perOrder: 10, perAddress: 30, seconds: 3_600 };
/** An item of an order has two fields; an order of a business has hundreds. */
const FORM = { maxBytes: CLAIM_LIMITS.allBytes + 512 * 1024, maxParts: 2_500, maxForms: 4 };

/** The storefront's side of the app, on the store and the core. */
export function openProxy(deps: OpenProxyDeps) {
  const { store, clock, log, sleep } = deps;
  const connectionOf = connectionOfShop(store.shops);
  const links = createTrackLinks({ keys: deps.linkKeys, clock });
  const look = createOrderLook({
    findOrder: openOrderFinder({ ...deps, links }),
    // Known since the first day was counted.
    timeZoneOf: async (shopId) => (await store.ledger.zone(shopId)) ?? "UTC",
    limit: deps.limit ?? createTrackLimit(),
    holdBack: createHoldBack({ clock, sleep }),
  });
  const onFailure = (error: KarlaError) => log.warn({ err: error }, "the core could not be asked about claims");
  const { show, take } = createResolveAnswers({
    look,
    coreOf: async (shopId) => {
      const connection = await connectionOf(shopId);
      return connection === null ? null : deps.claimCoreOf(connection);
    },
    tokens: createClaimFormTokens({ keys: deps.formKeys, clock, newId: deps.newId }),
    makeClaim: createClaimMaker({ forms: store.claimForms, sleep, onFailure }),
    limit: deps.claimLimit ?? createTrackLimit(CLAIMS),
    readForm: createFormReader(FORM),
    onFailure,
  });
  const pages = new Map([
    ["track", createTrackPage({ look, linkTo: links.createForPage, clock, log })],
    ["resolve", createResolvePage({ show, take, log })],
  ]);
  const tenantOf = (domain: string) => store.names.tenantNamed("shopify", domain);
  return createProxyListener({ secrets: deps.secrets, pages, tenantOf, clock, log });
}
