import type { DeliveryState, OrderState, PaymentState } from "../books/shopware-order.ts";
import { hexId } from "../hex-id.ts";
import type { Entity, EntityName } from "./entity.ts";
import { cashRounding } from "./prices.ts";
import { LOCALES, type ShopFacts, type ViewOptions } from "./shop-facts.ts";

type Translated = Readonly<Record<ViewOptions["locale"], string>>;

/** Also what no order of the books ever reaches: every shop has it to choose from. */
type KnownState = OrderState | DeliveryState | PaymentState | "returned" | "returned_partially";

const STATE_NAMES: Readonly<Record<KnownState, Translated>> = {
  open: { "de-DE": "Offen", "en-GB": "Open" },
  in_progress: { "de-DE": "In Bearbeitung", "en-GB": "In progress" },
  completed: { "de-DE": "Abgeschlossen", "en-GB": "Done" },
  cancelled: { "de-DE": "Abgebrochen", "en-GB": "Cancelled" },
  shipped: { "de-DE": "Versandt", "en-GB": "Shipped" },
  shipped_partially: { "de-DE": "Teilweise versandt", "en-GB": "Shipped (partially)" },
  returned: { "de-DE": "Retour", "en-GB": "Returned" },
  returned_partially: { "de-DE": "Teilretour", "en-GB": "Returned (partially)" },
  paid: { "de-DE": "Bezahlt", "en-GB": "Paid" },
  refunded: { "de-DE": "Erstattet", "en-GB": "Refunded" },
  refunded_partially: { "de-DE": "Teilweise erstattet", "en-GB": "Refunded (partially)" },
};

const MACHINE_NAMES: Readonly<Record<string, Translated>> = {
  "order.state": { "de-DE": "Bestellstatus", "en-GB": "Order state" },
  "order_delivery.state": { "de-DE": "Bestellstatus", "en-GB": "Order state" },
  "order_transaction.state": { "de-DE": "Zahlungsstatus", "en-GB": "Payment state" },
};

/** Countries of the books in the European Union. */
const EU: readonly string[] = ["DE", "AT"];

/** What one unit of the shop's currency is worth in others. */
const FACTORS: Readonly<Record<string, number>> = { EUR: 1, USD: 1.1708936, GBP: 0.89157, CHF: 1.1, JPY: 162.31 };

/** Everything an order points to that the shop has only once. Always the same for the same name. */
export interface ShopEntities {
  state(machine: string, state: KnownState): Entity;
  currency(code: string, digits: number): Entity;
  language(code: ViewOptions["locale"]): Entity;
  salesChannel(name: string): Entity;
  country(iso: string, name: string): Entity;
  countryState(iso: string, code: string, name: string): Entity;
  shippingMethod(title: string, code: string): Entity;
  paymentMethod(): Entity;
  group(name: string): Entity;
  tag(name: string): Entity;
  tax(rate: number): Entity;
  salutation(): Entity;
  /** All that were asked for up to now, and those a shop always has. */
  all(name: EntityName): Entity[];
}

export function createShopEntities(facts: ShopFacts, { locale }: ViewOptions): ShopEntities {
  const known = new Map<string, Entity>();
  const only = (
    name: EntityName,
    key: string,
    fields: () => Record<string, unknown>,
    more: Partial<Pick<Entity, "translated" | "links">> = {},
  ): Entity => {
    const id = hexId(name, key);
    const entity = known.get(id) ?? {
      name,
      id,
      versionId: null,
      createdAt: facts.installedAt,
      updatedAt: null,
      translated: null,
      links: {},
      fields: { ...fields(), customFields: null },
      ...more,
    };
    known.set(id, entity);
    return entity;
  };
  const named = (name: string): Pick<Entity, "translated"> => ({ translated: { name, customFields: [] } });

  const entities: ShopEntities = {
    state: (machine, state) => {
      const name = STATE_NAMES[state][locale];
      const ofMachine = stateMachine(machine);
      const fields = () => ({ name, technicalName: state, stateMachineId: ofMachine.id });
      const links = { stateMachine: () => ofMachine };
      return only("state_machine_state", `${machine}:${state}`, fields, { ...named(name), links });
    },
    currency: (code, digits) =>
      only(
        "currency",
        code,
        () => ({
          isoCode: code,
          factor: FACTORS[code] ?? 1,
          symbol: code === "EUR" ? "€" : code,
          shortName: code,
          name: code,
          position: 1,
          isSystemDefault: code === facts.currency,
          itemRounding: cashRounding(digits),
          totalRounding: cashRounding(digits),
          taxFreeFrom: 0,
        }),
        { translated: { shortName: code, name: code, customFields: [] } },
      ),
    language: (code) => {
      const name = code === "de-DE" ? "Deutsch" : "English";
      const territory = code === "de-DE" ? "Deutschland" : "United Kingdom";
      const localeFields = () => ({ code, name, territory });
      const translated = { name, territory, customFields: [] };
      const ofCode = only("locale", code, localeFields, { translated });
      const fields = () => ({ parentId: null, localeId: ofCode.id, translationCodeId: ofCode.id, name });
      return only("language", code, fields, { links: { locale: () => ofCode, translationCode: () => ofCode } });
    },
    salesChannel: (name) =>
      only(
        "sales_channel",
        name,
        () => ({
          // Orders by telephone come over the API.
          typeId: hexId("sales_channel_type", name === TELEPHONE ? "api" : "storefront"),
          languageId: hexId("language", "de-DE"),
          currencyId: hexId("currency", facts.currency),
          paymentMethodId: hexId("payment_method", "invoice"),
          shippingMethodId: hexId("shipping_method", "standard"),
          countryId: hexId("country", "DE"),
          accessKey: "SWSCSANDBOX",
          homeEnabled: true,
          customerGroupId: hexId("customer_group", "Standard-Kundengruppe"),
          navigationCategoryId: hexId("category", "root"),
          name,
          shortName: null,
          active: true,
          maintenance: false,
          taxCalculationType: "horizontal",
          hreflangActive: false,
        }),
        {
          ...named(name),
          links: {
            currency: () => entities.currency(facts.currency, 2),
            language: () => entities.language("de-DE"),
            domains: () => [domainOf(name)],
          },
        },
      ),
    country: (iso, name) =>
      only(
        "country",
        iso,
        () => ({
          name,
          iso,
          iso3: null,
          position: 1,
          active: true,
          shippingAvailable: true,
          postalCodeRequired: false,
          isEu: EU.includes(iso),
          forceStateInRegistration: false,
          checkVatIdPattern: false,
          addressFormat: [
            ["address/first_name", "address/last_name"],
            ["address/street"],
            ["address/zipcode", "address/city"],
          ],
        }),
        named(name),
      ),
    countryState: (iso, code, name) => {
      const shortCode = code.startsWith(`${iso}-`) ? code : `${iso}-${code}`;
      const fields = () => ({ countryId: hexId("country", iso), shortCode, name, position: 1, active: true });
      return only("country_state", shortCode, fields, named(name));
    },
    shippingMethod: (title, code) =>
      only(
        "shipping_method",
        code,
        () => ({
          name: title,
          active: true,
          position: 1,
          description: null,
          trackingUrl: "https://tracking.example.com/?n=%s",
          deliveryTimeId: hexId("delivery_time", "1-3"),
          availabilityRuleId: null,
          prices: [],
          mediaId: null,
          taxId: null,
          taxType: "auto",
          technicalName: `shipping_${code.toLowerCase().replaceAll(/[^a-z]+/g, "_")}`,
        }),
        {
          translated: {
            name: title,
            customFields: [],
            description: null,
            trackingUrl: "https://tracking.example.com/?n=%s",
          },
          links: { deliveryTime },
        },
      ),
    paymentMethod: () => {
      const name = locale === "de-DE" ? "Rechnung" : "Invoice";
      return only(
        "payment_method",
        "invoice",
        () => ({
          pluginId: null,
          handlerIdentifier: "Shopware\\Core\\Checkout\\Payment\\Cart\\PaymentHandler\\InvoicePayment",
          name,
          distinguishableName: name,
          description: null,
          position: 1,
          active: true,
          afterOrderEnabled: true,
          availabilityRuleId: null,
          mediaId: null,
          formattedHandlerIdentifier: "handler_shopware_invoicepayment",
          shortName: "invoice_payment",
          technicalName: "payment_invoicepayment",
          synchronous: true,
          asynchronous: false,
          prepared: false,
          refundable: false,
          recurring: false,
        }),
        { translated: { name, distinguishableName: name, description: null, customFields: [] } },
      );
    },
    group: (name) =>
      only(
        "customer_group",
        name,
        () => ({ name, displayGross: name !== "Händler", registrationActive: false }),
        named(name),
      ),
    tag: (name) => only("tag", name, () => ({ name })),
    tax: (rate) => only("tax", String(rate), () => ({ taxRate: rate, name: `${rate} %`, position: 1 })),
    salutation: () =>
      only("salutation", "not_specified", () => ({ salutationKey: "not_specified", displayName: "", letterName: "" }), {
        translated: { displayName: "", letterName: "", customFields: [] },
      }),
    all: (name) => [...known.values()].filter((entity) => entity.name === name),
  };

  function stateMachine(technicalName: string): Entity {
    const name = MACHINE_NAMES[technicalName]?.[locale] ?? technicalName;
    const initialStateId = hexId("state_machine_state", `${technicalName}:open`);
    return only("state_machine", technicalName, () => ({ technicalName, name, initialStateId }), named(name));
  }
  function deliveryTime(): Entity {
    const name = locale === "de-DE" ? "1-3 Tage" : "1-3 days";
    return only("delivery_time", "1-3", () => ({ name, min: 1, max: 3, unit: "day" }), named(name));
  }
  function domainOf(channel: string): Entity {
    return only("sales_channel_domain", channel, () => ({
      url: facts.url,
      salesChannelId: hexId("sales_channel", channel),
      languageId: hexId("language", "de-DE"),
      currencyId: hexId("currency", facts.currency),
    }));
  }

  for (const code of LOCALES) entities.language(code);
  entities.currency(facts.currency, 2);
  domainOf(STOREFRONT);
  for (const name of [STOREFRONT, TELEPHONE]) entities.salesChannel(name);
  for (const name of ["Standard-Kundengruppe", "Händler"]) entities.group(name);
  entities.country("DE", locale === "de-DE" ? "Deutschland" : "Germany");
  for (const state of ["open", "in_progress", "completed", "cancelled"] as const) entities.state("order.state", state);
  for (const state of ["open", "shipped", "shipped_partially", "returned", "returned_partially", "cancelled"] as const)
    entities.state("order_delivery.state", state);
  return entities;
}

/** The sales channels of the shop. */
export const STOREFRONT = "Storefront";
export const TELEPHONE = "Telefonbestellung";
