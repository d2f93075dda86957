import { merchantTexts } from "@karla/merchant-ui/texts";
import { adminTexts } from "../../app/i18n-texts.ts";

type Language = "de" | "en";
interface Texts {
  [key: string]: string | Texts;
}

const flat = (texts: Texts, path = ""): [string, string][] =>
  Object.entries(texts).flatMap(([key, text]) =>
    typeof text === "string" ? [[path + key, text] as [string, string]] : flat(text, `${path}${key}.`),
  );
const ALL = {
  de: new Map([...flat(merchantTexts.de), ...flat(adminTexts.de)]),
  en: new Map([...flat(merchantTexts.en), ...flat(adminTexts.en)]),
};
const KEYS = new Set([...ALL.en.keys()].flatMap((key) => [key, key.replace(/_(one|other)$/, "")]));

/** Sentences of the one language that are others in the other. A single word may be the name of a field in any shop. */
function sentencesOnlyIn(language: Language): string[] {
  const others = new Set(ALL[language === "de" ? "en" : "de"].values());
  const isSentence = (text: string) => text.length > 12 && text.includes(" ") && !text.includes("{{");
  return [...ALL[language].values()].filter((text) => isSentence(text) && !others.has(text));
}
const FOREIGN = { de: sentencesOnlyIn("en"), en: sentencesOnlyIn("de") };

/** What a page says that is no sentence of its language: nothing at all, a text's key, a gap, another language. */
export function faultsOfText(text: string, language: Language): string[] {
  const keys = (text.match(/\b[a-z]+\.[a-z_.]+\b/g) ?? []).filter((word) => KEYS.has(word));
  return [
    ...(text.trim().length < 20 ? ["the page is blank"] : []),
    ...keys.map((key) => `untranslated: ${key}`),
    ...(text.match(/\{\{\w*\}\}|\bundefined\b|\bNaN\b|\[object /g) ?? []).map((gap) => `gap: ${gap}`),
    ...FOREIGN[language]
      .filter((sentence) => text.includes(sentence))
      .map((sentence) => `not ${language}: ${sentence}`),
  ];
}
