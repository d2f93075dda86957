import type { AppManifest } from "@karla/sandbox/shopware-manifest";
import { fillApp } from "./shopware-package/fill-app.ts";
import { readAppSource } from "./shopware-package/read-app-source.ts";

/** What a Shopware shop learns of our app from its manifest, packaged for a bridge at this address. */
export function readAppManifest({ url, secret }: { url: string; secret: string }): AppManifest {
  const name = "KarlaDelivery";
  const version = "1.0.0";
  const manifest = fillApp(readAppSource(), { url, secret, name, version }).find(({ path }) => path === "manifest.xml");
  if (manifest === undefined) throw new Error("The Shopware app has no manifest.");
  const xml = manifest.bytes.toString("utf8").replaceAll(/<!--[\s\S]*?-->/g, "");
  const [registrationUrl = ""] = textsOf(xml, "registrationUrl");
  const [permissions = ""] = textsOf(xml, "permissions");
  return {
    name,
    version,
    registrationUrl,
    secret,
    webhooks: [...xml.matchAll(/<webhook ([^>]*)\/>/g)].map(([, attributes = ""]) => ({
      name: attributeOf(attributes, "name"),
      event: attributeOf(attributes, "event"),
      url: attributeOf(attributes, "url"),
      onlyLiveVersion: attributeOf(attributes, "onlyLiveVersion") === "true",
    })),
    permissions: ["read", "create", "update", "delete"].flatMap((right) =>
      textsOf(permissions, right).map((entity) => `${entity}:${right}`),
    ),
    mainModule: null,
    flowEvents: [],
  };
}

function textsOf(xml: string, element: string): string[] {
  return [...xml.matchAll(new RegExp(`<${element}>([\\s\\S]*?)</${element}>`, "g"))].map(([, text = ""]) =>
    text.trim(),
  );
}

function attributeOf(attributes: string, name: string): string {
  return new RegExp(`(?:^|\\s)${name}="([^"]*)"`).exec(attributes)?.[1] ?? "";
}
