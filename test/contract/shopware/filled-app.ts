import { type AppFile, fillApp } from "../../../commands/shopware-package/fill-app.ts";
import { readAppSource } from "../../../commands/shopware-package/read-app-source.ts";

/** The installable app as the packaging command fills it in, for tests of what is in it. */
export function filledApp(): readonly AppFile[] {
  return fillApp(readAppSource(), {
    url: "https://bridge.example.com",
    secret: "a-secret-that-is-only-made-for-tests",
    name: "KarlaDelivery",
    version: "1.2.3",
  });
}

/** The text of one file of it; throws where there is none. */
export function textOf(path: string): string {
  const file = filledApp().find((each) => each.path === path);
  if (file === undefined) throw new Error(`The app has no file ${path}.`);
  return file.bytes.toString("utf8");
}
