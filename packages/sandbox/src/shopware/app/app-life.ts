import type { ShopwareRecorder } from "../journal.ts";
import type { ShopwareEvent } from "../sender/shopware-event.ts";
import type { AppManifest, InstalledApp, WebhookRow } from "./app-manifest.ts";
import { type Handshake, handshake } from "./handshake.ts";
import { signed } from "./sign.ts";
import { withQuery } from "./with-query.ts";

export interface AppLifeSetup {
  fetch: typeof fetch;
  now(): number;
  /** Hexadecimal digits, never the same twice. */
  hex(length: number): string;
  /** "old": up to 6.6.10.14 and 6.7.8.0; signs once, and keeps a secret before it is confirmed. "new": signs with both. */
  core: "old" | "new";
  /** How the shop names itself at first. */
  url(): string;
  headers(): Record<string, string>;
  journal: ShopwareRecorder;
  /** Of an earlier run. Null: a new shop. */
  identity: ShopIdentity | null;
  /** Is told whenever it changes, before anything depends on it. */
  keep(identity: ShopIdentity): void;
  /** Sends an event about the app, signed with this secret. The status of the answer. */
  tell(event: ShopwareEvent, secret: string): Promise<number | null>;
}

/** What a shop has to keep to be the same one after a restart. */
export interface ShopIdentity {
  shopId: string;
  /** The secrets that the app may hold, the likeliest first. */
  secrets: readonly string[];
}

/** The app's life in one shop. Whatever needs an app throws where there is none. */
export interface AppLife {
  app(): InstalledApp | null;
  shopId(): string;
  url(): string;
  /** The address under which the administration shows a page of the app to a user of this language, signed as of now. */
  moduleUrl(source: string, userLanguage?: string): string;
  /** Registers, confirms, tells `app.installed` and, where all went well, `app.activated`. */
  register(manifest: AppManifest, wish?: { dies?: "before_confirm" }): Promise<Handshake>;
  /** Registers the same app anew: another secret and other keys. A new core signs with whatever secret the app may hold. */
  registerAgain(wish?: { dies?: "before_confirm" }): Promise<Handshake>;
  activate(): Promise<void>;
  deactivate(): Promise<void>;
  /** Another version: webhooks are matched by name, and what is switched off stays so. */
  update(manifest: AppManifest): Promise<void>;
  /** Tells `app.deactivated`, then `app.deleted`. */
  uninstall(): Promise<void>;
  /** "Move the shop for good": the same id at another URL, with changed keys. */
  moveTo(url: string): Promise<Handshake>;
  /** "Reinstall apps": a new id. `app.installed` is signed with the secret of before. */
  reinstall(): Promise<Handshake>;
}

export function createAppLife(setup: AppLifeSetup): AppLife {
  let id = setup.identity?.shopId ?? setup.hex(16);
  /** Of an earlier run: one of them is the app's. */
  let earlier: readonly string[] = setup.identity?.secrets ?? [];
  /** Null: where it was from the beginning. */
  let movedTo: string | null = null;
  let app: InstalledApp | null = null;
  /** Of an app that was taken out: a new core signs its next registration with it. */
  let remembered: string | null = null;
  /** Given by the app, never confirmed; the newest first. */
  let unconfirmed: string[] = [];

  const installed = (): InstalledApp => {
    if (app === null) throw new Error("no app is installed");
    return app;
  };
  const keys = (): Pick<InstalledApp, "clientId" | "clientSecret"> => ({
    clientId: `SWIA${setup.hex(22).toUpperCase()}`,
    clientSecret: setup.hex(43),
  });

  const shake = async (
    wish: { dies?: "before_confirm" | undefined },
    shopSecret: string | null,
  ): Promise<Handshake> => {
    const current = installed();
    const { manifest, clientId, clientSecret } = current;
    const result = await handshake(setup, {
      manifest,
      shopId: id,
      shopUrl: life.url(),
      credentials: { clientId, clientSecret },
      shopSecret: setup.core === "new" ? shopSecret : null,
      headers: setup.headers(),
      diesBeforeConfirm: wish.dies === "before_confirm",
      onSecret: (secret) => {
        const held = [current.secret, ...earlier].filter((each) => each !== null);
        setup.keep({ shopId: id, secrets: [secret, ...held] });
        if (setup.core === "old") current.secret = secret;
        else unconfirmed = [secret, ...unconfirmed].slice(0, 5);
      },
    });
    setup.journal.recordHandshake(result);
    if (result.outcome === "confirmed") {
      current.secret = result.secret;
      unconfirmed = [];
      earlier = [];
      setup.keep({ shopId: id, secrets: [result.secret] });
    }
    return result;
  };

  /** A new core does not know which secret the app holds: it tries those it was given, then the confirmed one. */
  const shakeWithWhatThereIs = (wish: { dies?: "before_confirm" | undefined }): Promise<Handshake> =>
    shakeWithOneOf([...unconfirmed, installed().secret], wish);
  const shakeWithOneOf = async (
    held: readonly (string | null)[],
    wish: { dies?: "before_confirm" | undefined },
  ): Promise<Handshake> => {
    const secrets = setup.core === "new" ? held : [null];
    let result = await shake(wish, secrets[0] ?? null);
    for (const secret of secrets.slice(1)) {
      if (result.outcome !== "refused") break;
      result = await shake(wish, secret);
    }
    return result;
  };

  const tell = (event: string, body: Record<string, unknown> | readonly [] = [], secret = installed().secret) =>
    secret === null
      ? Promise.resolve(null)
      : setup.tell({ event, orderId: null, version: null, at: setup.now(), payload: { shape: "app", body } }, secret);
  const tellInstalled = async (secret = installed().secret): Promise<boolean> => {
    const { manifest, webhooks } = installed();
    const status = await tell("app.installed", { appVersion: manifest.version }, secret);
    return !webhooks.some(({ event }) => event === "app.installed") || (status !== null && status < 400);
  };

  const rowsOf = (manifest: AppManifest, known: readonly WebhookRow[]): WebhookRow[] =>
    manifest.webhooks.map((webhook) => {
      const before = known.find(({ name }) => name === webhook.name);
      return { id: setup.hex(32), active: true, errorCount: 0, ...before, ...webhook };
    });

  const life: AppLife = {
    app: () => app,
    shopId: () => id,
    url: () => movedTo ?? setup.url(),
    moduleUrl: (source, userLanguage) => {
      const { secret } = installed();
      if (secret === null) throw new Error("the app has no secret yet");
      const headers = setup.headers();
      const said = ["sw-version", "sw-context-language", "sw-user-language"].map((name) => [name, headers[name] ?? ""]);
      const { url, query } = withQuery(source, {
        "shop-id": id,
        "shop-url": life.url(),
        timestamp: String(Math.floor(setup.now() / 1000)),
        ...Object.fromEntries(said),
        ...(userLanguage === undefined ? {} : { "sw-user-language": userLanguage }),
      });
      return `${url}&shopware-shop-signature=${signed(query, secret)}`;
    },
    register: async (manifest, wish = {}) => {
      app = { manifest, active: false, secret: null, ...keys(), webhooks: rowsOf(manifest, []) };
      const result = await shakeWithOneOf(remembered === null ? [...earlier, null] : [remembered], wish);
      if (result.outcome !== "confirmed") return result;
      await tellInstalled();
      await life.activate();
      return result;
    },
    registerAgain: async (wish = {}) => {
      Object.assign(installed(), keys());
      const result = await shakeWithWhatThereIs(wish);
      if (result.outcome === "confirmed" && !installed().active) await life.activate();
      return result;
    },
    activate: async () => {
      installed().active = true;
      await tell("app.activated");
    },
    deactivate: async () => {
      installed().active = false;
      await tell("app.deactivated");
    },
    update: async (manifest) => {
      const current = installed();
      current.webhooks = rowsOf(manifest, current.webhooks);
      current.manifest = manifest;
      await tell("app.updated", { appVersion: manifest.version });
    },
    uninstall: async () => {
      await life.deactivate();
      await tell("app.deleted");
      remembered = installed().secret;
      app = null;
    },
    moveTo: async (moved) => {
      movedTo = moved;
      Object.assign(installed(), keys());
      return shakeWithWhatThereIs({});
    },
    reinstall: async () => {
      id = setup.hex(16);
      const current = installed();
      const before = current.secret;
      Object.assign(current, keys());
      // For a new id there is nothing to sign with.
      unconfirmed = [];
      remembered = null;
      const result = await shake({}, null);
      if (result.outcome === "confirmed" && (await tellInstalled(before))) await life.activate();
      return result;
    },
  };
  return life;
}
