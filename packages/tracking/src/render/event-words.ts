import { isKnownEvent } from "../known-events.ts";
import { localeOf } from "../locale.ts";
import type { EventView } from "../tracking-view.ts";
import { type Html, html } from "./html.ts";
import type { WordsOfPage } from "./words-of-page.ts";

/**
 * What happened, in words: ours for a name we know; the core's where they are in the page's language; else what the phase is
 * called, which says less but can be read; else whatever there is.
 */
export function eventWords({ name, phase, label, language }: EventView, { t, locale }: WordsOfPage): Html {
  if (isKnownEvent(name)) return html`${t.event[name]}`;
  const tag = language === null ? null : languageTag(language);
  if (label !== null && tag !== null && localeOf(tag) === locale && tag.startsWith(locale)) return html`${label}`;
  if (phase !== null) return html`${t.phase[phase]}`;
  return label === null || tag === null ? html`${label ?? plain(name)}` : inLanguage(label, tag);
}

/** Words in another language than the page's, marked so that they are not read out in the page's. */
export function inLanguage(words: string, language: string | null): Html {
  const tag = language === null ? null : languageTag(language);
  return tag === null ? html`${words}` : html`<span lang="${tag}">${words}</span>`;
}

/** `LanguageEnum` as a language tag: `dk` is Danish. Null where it is none. */
function languageTag(language: string): string | null {
  const tag = language.toLowerCase();
  if (tag === "dk") return "da";
  return /^[a-z]{2,3}(-[a-z0-9]{2,8})*$/.test(tag) ? tag : null;
}

function plain(name: string): string {
  const words = name.toLowerCase().replaceAll("_", " ");
  return words.charAt(0).toUpperCase() + words.slice(1);
}
