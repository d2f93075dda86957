import { Hono } from "hono";
import type { AdminTokens } from "../admin-tokens.ts";
import { isForeign } from "./is-foreign.ts";

export interface InstallerSetup {
  /** By domain. */
  shops: ReadonlySet<string>;
  tokens: Pick<AdminTokens, "install" | "uninstall" | "isUninstalled">;
  /** Called once the app is out of the shop, and its tokens are void. */
  onUninstalled(shop: string): void;
}

/** Where the merchant takes the app out of the shop, `/admin/{shop}/uninstall`, and puts it in again, `/admin/{shop}/install`. */
export function createInstaller({ shops, tokens, onUninstalled }: InstallerSetup): Hono {
  const installer = new Hono();
  const change = (path: string, work: (shop: string) => void): void => {
    installer.post(path, (context) => {
      const shop = context.req.param("shop") ?? "";
      if (!shops.has(shop)) return context.json({ error: "not_found" }, 404);
      if (isForeign(context)) return context.json({ error: "foreign_origin" }, 403);
      work(shop);
      return context.body(null, 204);
    });
  };
  change("/admin/:shop/uninstall", (shop) => {
    if (tokens.isUninstalled(shop)) return;
    tokens.uninstall(shop);
    onUninstalled(shop);
  });
  change("/admin/:shop/install", tokens.install);
  return installer;
}
