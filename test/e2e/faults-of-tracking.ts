import { LOCALES, type Locale } from "@karla/tracking/locale";
import { TRACKING_TEXTS } from "@karla/tracking/texts";
import type { Page } from "playwright-core";
import { allFaults, widerThanWindow } from "./faults-of-page.ts";

type Flat = [key: string, text: string][];

function flat(texts: object, path = ""): Flat {
  return Object.entries(texts).flatMap(([key, text]: [string, unknown]) => {
    if (typeof text === "string") return [[path + key, text]] as Flat;
    return typeof text === "object" && text !== null ? flat(text, `${path}${key}.`) : [];
  });
}

const KEYS = new Set(flat(TRACKING_TEXTS.en).map(([key]) => key));

/** A text without the places for values: what of it can be found in a page. */
const partsOf = (locale: Locale) =>
  flat(TRACKING_TEXTS[locale]).flatMap(([, text]) => text.split(/\{\{\w+\}\}/).map((part) => part.trim()));

/** English words that are none of the page's language. */
const FOREIGN = Object.fromEntries(
  LOCALES.map((locale) => {
    const own = partsOf(locale).join("\n").toLowerCase();
    return [
      locale,
      new Set(partsOf("en").filter((part) => /\p{L}{2}/u.test(part) && !own.includes(part.toLowerCase()))),
    ];
  }),
);

/** What a tracking page says that is no sentence of its language: a text's key, a gap, English. */
export function faultsOfWords(text: string, locale: Locale): string[] {
  const isSaid = (words: string) =>
    new RegExp(`(?<!\\p{L})${words.replaceAll(/[.*+?^${}()|[\]\\]/g, "\\$&")}(?!\\p{L})`, "u").test(text);
  return [
    ...(text.match(/\b[a-z_]+(?:\.[a-z_A-Z]+)+\b/g) ?? [])
      .filter((word) => KEYS.has(word))
      .map((key) => `a key: ${key}`),
    ...(text.match(/\{\{\w*\}\}|\bundefined\b|\bnull\b|\bNaN\b|\[object /g) ?? []).map((gap) => `a gap: ${gap}`),
    ...[...(FOREIGN[locale] ?? [])].filter(isSaid).map((words) => `not ${locale}: ${words}`),
  ];
}

/** What is wrong with a tracking page as a window shows it now. */
export async function faultsOfTracking(page: Page, locale: Locale): Promise<string[]> {
  const frame = page.mainFrame();
  const text = (await page.locator("body").textContent()) ?? "";
  const blank = await page.evaluate(() =>
    [
      ...document.querySelectorAll(
        "main :is(section, header, footer, form, h1, h2, h3, h4, p, ol, ul, dl, li, dt, dd, time)",
      ),
    ]
      .filter((element) => element.textContent?.trim() === "" && element.querySelector("input") === null)
      .map((element) => element.outerHTML.slice(0, 120)),
  );
  return [
    ...(text.trim().length < 20 ? ["the page is blank"] : []),
    ...faultsOfWords(text, locale),
    ...blank.map((element) => `blank: ${element}`),
    ...(await widerThanWindow(frame)).map((wide) => `too wide: ${wide}`),
    ...(await allFaults(frame)),
  ];
}
