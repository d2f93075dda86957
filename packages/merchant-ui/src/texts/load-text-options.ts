import type { InitOptions } from "i18next";
import { optionsWith } from "./options-with.ts";

type Texts = Readonly<Record<string, string>>;

/** The same for a browser, which loads the merchant's texts of its own language alone: both have all of them. */
export async function loadTextOptions(
  language: string,
  name: string,
  own: { de: Texts; en: Texts },
): Promise<InitOptions> {
  if (language.startsWith("de")) {
    const { de } = await import("./de.ts");
    return { ...optionsWith(name, { de: { [name]: own.de, merchant: de } }), lng: "de" };
  }
  const { en } = await import("./en.ts");
  return { ...optionsWith(name, { en: { [name]: own.en, merchant: en } }), lng: "en" };
}
