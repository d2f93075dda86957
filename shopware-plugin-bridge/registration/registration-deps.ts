import type { Clock } from "@karla/sync/clock";
import type { ShopUrlRules } from "../shop-url/guard-url.ts";
import type { Purge } from "./decide-lifecycle.ts";
import type { Installation, Installations } from "./installation.ts";
import type { AppSecret } from "./read-registration.ts";
import type { RefusalReason } from "./refusal.ts";
import type { RegistrationLimits } from "./registration-limit.ts";

/** What the registration is made from. */
export interface RegistrationDeps {
  readonly installations: Installations;
  /** Technical name in the app's manifest. */
  readonly appName: string;
  /** One for the Store, or one for each merchant who got a package of their own; any of them may sign. */
  readonly appSecrets: readonly AppSecret[];
  /** Where shops reach us, without trailing slash: `https://bridge.example.com`. */
  readonly publicUrl: string;
  readonly rules: ShopUrlRules;
  readonly clock: Clock;
  /** See `createShopSecret`. */
  readonly newSecret: () => string;
  readonly log: RegistrationLog;
  /** The caller's network address: the connection's, or what a proxy that is ours says. */
  readonly addressOf: (headers: Headers, connection: string | undefined) => string;
  readonly limits?: RegistrationLimits;
  /** After a confirmation is stored, the first and each later one. The shop is waiting: note what is to do, no more. */
  readonly onInstalled: (installation: Installation) => Promise<void>;
  /** After `app.deleted` is stored; may come twice. */
  readonly onDeleted: (installation: Installation, purge: Purge) => Promise<void>;
}

/** A constant message, variable fields: never a secret, a signature, a query or a body. */
export interface RegistrationLog {
  info(fields: LegFields, message: string): void;
  warn(fields: LegFields, message: string): void;
  error(fields: LegFields, message: string): void;
}

export type LegFields = Readonly<Record<string, string | number | boolean | undefined>>;

export type LegAnswer =
  | { outcome: "answered"; body: Readonly<Record<string, string>> }
  | { outcome: "done" }
  | { outcome: "refused"; status: 400 | 401 | 409 | 429; reason: RefusalReason; retryAfterSeconds?: number };

export const LOST_RACE: LegAnswer = { outcome: "refused", status: 409, reason: "lost_race" };
