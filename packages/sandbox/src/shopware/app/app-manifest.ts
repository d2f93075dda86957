/** What a shop knows of an app from its manifest. */
export interface AppManifest {
  name: string;
  version: string;
  /** May have a query of its own. */
  registrationUrl: string;
  secret: string;
  webhooks: readonly AppWebhook[];
  /** Address of the page that opens from "My extensions". Null: there is none. */
  mainModule: string | null;
  /** "order:read". */
  permissions: readonly string[];
  /** Names of the triggers in its flow.xml: "karla.shipment.delivered". */
  flowEvents: readonly string[];
}

export interface AppWebhook {
  name: string;
  event: string;
  url: string;
  onlyLiveVersion: boolean;
}

/** A webhook of the app as it is in the shop. */
export interface WebhookRow extends AppWebhook {
  id: string;
  active: boolean;
  /** Failures in a row, each after its last attempt. At 10 the shop switches the webhook off. */
  errorCount: number;
}

/** The app in the shop. */
export interface InstalledApp {
  manifest: AppManifest;
  active: boolean;
  /** Null: no registration was ever confirmed. */
  secret: string | null;
  /** The credentials of its integration. */
  clientId: string;
  clientSecret: string;
  webhooks: WebhookRow[];
}
