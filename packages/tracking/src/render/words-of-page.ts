import type { Locale } from "../locale.ts";
import type { TrackingPage } from "../render-tracking.ts";
import { type Plural, TRACKING_TEXTS, type TrackingTexts } from "../texts/tracking-texts.ts";
import { createMomentWords, type MomentWords } from "./moment-words.ts";

/** What every part of one page is written with. */
export interface WordsOfPage {
  readonly locale: Locale;
  readonly t: TrackingTexts;
  readonly moments: MomentWords;
  /** The form of a sentence for a number. */
  plural(forms: Plural, count: number): string;
}

export function wordsOfPage({ locale, timeZone }: TrackingPage): WordsOfPage {
  const rules = new Intl.PluralRules(locale);
  return {
    locale,
    t: TRACKING_TEXTS[locale],
    moments: createMomentWords(locale, timeZone),
    plural: (forms, count) => forms[rules.select(count)] ?? forms.other,
  };
}
