import { PrimitivesProvider } from "@karla/merchant-ui/primitives";
import { textOptions } from "@karla/merchant-ui/text-options";
import { createInstance } from "i18next";
import { createElement, type ReactElement } from "react";
import { renderToStaticMarkup } from "react-dom/server";
import { I18nextProvider, initReactI18next } from "react-i18next";
import type { ModuleApi } from "./create-module-api.ts";
import { createRouter, type Router } from "./create-router.ts";
import { ModuleProvider } from "./module-context.ts";
import { primitives } from "./primitives/primitives.tsx";
import { moduleTexts } from "./texts.ts";

const nowhere = async () => ({ outcome: "failed" }) as const;
const api: ModuleApi = { read: nowhere, ask: nowhere };

export function routerAt(hash: string): Router {
  return createRouter({ location: { hash }, history: { replaceState() {} }, addEventListener() {} });
}

/** A part of the module as HTML, before any answer is there. */
export function renderModule(part: ReactElement, language: "de" | "en", router = routerAt("")): string {
  const i18n = createInstance();
  i18n.use(initReactI18next).init({ ...textOptions("module", moduleTexts), lng: language, initImmediate: false });
  const view = { timeZone: "Europe/Berlin", locale: language };
  const module = { api, router, language, adminUrl: "https://shop.example.com/admin", view };
  const drawn = createElement(PrimitivesProvider, { value: primitives }, part);
  const inside = createElement(ModuleProvider, { value: module }, drawn);
  return renderToStaticMarkup(createElement(I18nextProvider, { i18n }, inside));
}
