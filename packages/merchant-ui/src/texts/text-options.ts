import type { InitOptions } from "i18next";
import { merchantTexts } from "./merchant-texts.ts";
import { optionsWith } from "./options-with.ts";

type Texts = Readonly<Record<string, string>>;

/** For i18next: the merchant's texts, and those that only one admin says, as the namespace of that name. */
export function textOptions(name: string, own: { de: Texts; en: Texts }): InitOptions {
  return optionsWith(name, {
    de: { [name]: own.de, merchant: merchantTexts.de },
    en: { [name]: own.en, merchant: merchantTexts.en },
  });
}
