import type { Clock } from "@karla/sync/clock";
import type { Inbox } from "@karla/sync/inbox";
import type { OrderHistories } from "@karla/sync/order-history";
import type { ShopNames } from "@karla/sync/shop-names";
import type { Logger } from "pino";
import { createTrackLinks } from "../proxy/create-track-link.ts";
import { createHoldBack } from "../proxy/hold-back.ts";
import { type OpenOrderFinderDeps, openOrderFinder } from "../proxy/open-order-finder.ts";
import type { TokenKeys } from "../proxy/signed-token.ts";
import { createTrackLimit } from "../proxy/track-limit.ts";
import { createSessionLimit } from "../session-limit.ts";
import { createCustomerAnswers } from "./answer-customer.ts";
import { createStaffAnswers } from "./answer-staff.ts";
import { createExtensionListener } from "./extension-listener.ts";

export interface OpenExtensionDeps extends Pick<OpenOrderFinderDeps, "coreOf"> {
  /** The app's client secret; while it is rotated, the former ones too. */
  secrets: readonly string[];
  /** The app's client id. */
  clientId: string;
  store: OpenOrderFinderDeps["store"] & {
    shops: { accessEndedAt: (shop: string) => Promise<number | null> };
    names: Pick<ShopNames, "tenantNamed">;
    histories: OrderHistories;
    inbox: Inbox;
  };
  linkKeys: TokenKeys;
  limitSession?: ReturnType<typeof createSessionLimit>;
  limitOrder?: ReturnType<typeof createTrackLimit>;
  /** An id that nobody had before. */
  newId: () => string;
  sleep: (ms: number) => Promise<void>;
  clock: Clock;
  log: Pick<Logger, "info" | "debug" | "warn" | "error">;
}

/** The extensions' side of the app, on the store and the core. */
export function openExtension(deps: OpenExtensionDeps) {
  const { secrets, clientId, store, newId, sleep, clock, log } = deps;
  const links = createTrackLinks({ keys: deps.linkKeys, clock });
  return createExtensionListener({
    secrets,
    clientId,
    staff: createStaffAnswers({ histories: store.histories, inbox: store.inbox, newId }),
    customer: createCustomerAnswers({
      findOrder: openOrderFinder({ ...deps, links }),
      links,
      holdBack: createHoldBack({ clock, sleep }),
      now: clock.now,
    }),
    tenantOf: (domain) => store.names.tenantNamed("shopify", domain),
    accessEndedAt: store.shops.accessEndedAt,
    limitSession: deps.limitSession ?? createSessionLimit(),
    limitOrder: deps.limitOrder ?? createTrackLimit(),
    clock,
    log,
  });
}
