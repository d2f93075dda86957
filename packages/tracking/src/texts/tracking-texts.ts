import type { KnownEvent } from "../known-events.ts";
import type { Locale } from "../locale.ts";
import type { Phase } from "../phase.ts";
import type { StepView } from "../tracking-view.ts";
import type { OrderState } from "../view/order-state.ts";
import { da } from "./da.ts";
import { de } from "./de.ts";
import { en } from "./en.ts";
import { es } from "./es.ts";
import { fr } from "./fr.ts";
import { it } from "./it.ts";
import { nl } from "./nl.ts";
import { pl } from "./pl.ts";

/** A sentence for each kind of number that the language tells apart, with `{{count}}` in it. */
export type Plural = Readonly<Partial<Record<Intl.LDMLPluralRule, string>> & { other: string }>;

/** The steps of a progress line; `collected` is what `delivered` is called at a pickup point. */
export type StepName = StepView["phase"] | "collected";

/** Every word of a tracking page and of the order finder. `{{…}}` stands for a value. */
export interface TrackingTexts {
  /** What the page is called before an order is shown. */
  readonly title: string;
  readonly order: string;
  readonly placed: string;
  readonly total: string;
  /** What the order's state is called, and what that means for whoever waits. */
  readonly state: Readonly<Record<OrderState, { readonly title: string; readonly lead: string }>>;
  readonly arrived: Plural;
  readonly parcel: {
    readonly only: string;
    readonly one_of: string;
    readonly number: string;
    readonly carrier: string;
    readonly follow: string;
    readonly follow_unknown: string;
    readonly cancelled: string;
    readonly items: string;
  };
  readonly phase: Readonly<Record<Phase, string>>;
  readonly flag: { readonly delay: string; readonly error: string };
  readonly progress: string;
  readonly step: Readonly<Record<StepName, string>>;
  /** For whoever hears the page: what the colours say. */
  readonly step_standing: { readonly done: string; readonly current: string; readonly stopped: string };
  readonly arrival: {
    readonly expected: string;
    readonly asked: string;
    readonly passed: string;
    readonly passed_note: string;
  };
  readonly pickup: {
    readonly shop: string;
    readonly locker: string;
    readonly unknown: string;
    readonly hours: string;
    readonly until: string;
    readonly link: string;
  };
  readonly neighbour: { readonly named: string; readonly unnamed: string };
  readonly unsent: string;
  readonly items: string;
  readonly item_unnamed: string;
  readonly history: string;
  readonly earlier: Plural;
  readonly event: Readonly<Record<KnownEvent, string>>;
  readonly resolve: string;
  readonly finder: {
    readonly title: string;
    readonly order_number: string;
    readonly zip_code: string;
    readonly submit: string;
    readonly missed: string;
  };
}

export const TRACKING_TEXTS: Readonly<Record<Locale, TrackingTexts>> = { de, en, fr, es, it, nl, da, pl };
