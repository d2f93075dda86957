import type { AppManifest, AppWebhook } from "./app-manifest.ts";

/**
 * What a shop takes from an app's `manifest.xml` and `Resources/flow.xml` (null: it has none). Elements are found by their
 * names, comments aside: enough for an app that was checked against Shopware's schema before. Throws where one is missing.
 */
export function readManifest({ manifest, flow }: { manifest: string; flow: string | null }): AppManifest {
  const text = withoutComments(manifest);
  return {
    name: textIn("name", inside("meta", text)),
    version: textIn("version", inside("meta", text)),
    registrationUrl: textIn("registrationUrl", text),
    secret: textIn("secret", text),
    mainModule: mainModuleIn(text),
    permissions: permissionsIn(text),
    webhooks: [...text.matchAll(/<webhook\s([^>]*?)\/?>/g)].map(([, attributes = ""]) => webhookOf(attributes)),
    flowEvents: flow === null ? [] : flowEventsIn(withoutComments(flow)),
  };
}

function mainModuleIn(text: string): string | null {
  const source = /<main-module\s[^>]*source="([^"]*)"/.exec(text)?.[1];
  return source === undefined ? null : unescaped(source);
}

/** "order:read". */
function permissionsIn(text: string): string[] {
  const body = /<permissions>(.*?)<\/permissions>/s.exec(text)?.[1] ?? "";
  return [...body.matchAll(/<(read|create|update|delete)>\s*(\w+)\s*<\/\1>/g)].map(
    ([, privilege = "", entity = ""]) => `${entity}:${privilege}`,
  );
}

function webhookOf(attributes: string): AppWebhook {
  const values = new Map(
    [...attributes.matchAll(/(\w+)="([^"]*)"/g)].map(([, name = "", value = ""]) => [name, value]),
  );
  const [name, event, url] = ["name", "event", "url"].map((key) => values.get(key));
  if (name === undefined || event === undefined || url === undefined)
    throw new Error(`a webhook without name, event or URL: ${attributes}`);
  return { name, event, url: unescaped(url), onlyLiveVersion: values.get("onlyLiveVersion") === "true" };
}

function flowEventsIn(text: string): string[] {
  return [...text.matchAll(/<flow-event>(.*?)<\/flow-event>/gs)].map(([, event = ""]) => textIn("name", event));
}

function textIn(name: string, text: string): string {
  return unescaped(inside(name, text).trim());
}

function inside(name: string, text: string): string {
  const found = new RegExp(`<${name}>(.*?)</${name}>`, "s").exec(text)?.[1];
  if (found === undefined) throw new Error(`the app has no <${name}>`);
  return found;
}

function withoutComments(text: string): string {
  return text.replaceAll(/<!--.*?-->/gs, "");
}

function unescaped(text: string): string {
  return text.replaceAll(/&(amp|lt|gt|quot|apos);/g, (entity, name: string) => CHARACTERS[name] ?? entity);
}

const CHARACTERS: Readonly<Record<string, string>> = { amp: "&", lt: "<", gt: ">", quot: '"', apos: "'" };
