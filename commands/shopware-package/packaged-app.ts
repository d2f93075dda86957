import { readManifest } from "@karla/sandbox/read-manifest";
import type { AppManifest } from "@karla/sandbox/shopware-manifest";
import { type AppValues, fillApp } from "./fill-app.ts";
import { readAppSource } from "./read-app-source.ts";

/** What a shop takes from the app that is made for this bridge. */
export function packagedApp({
  url,
  secret,
  name = "KarlaDelivery",
  version = "1.0.0",
}: Pick<AppValues, "url" | "secret"> & Partial<AppValues>): AppManifest {
  const files = new Map(
    fillApp(readAppSource(), { url, secret, name, version }).map(({ path, bytes }) => [path, bytes.toString("utf8")]),
  );
  return readManifest({ manifest: files.get("manifest.xml") ?? "", flow: files.get("Resources/flow.xml") ?? null });
}
