/** @jsxImportSource react */
import "@shopware-ag/meteor-tokens/primitives.css";
import "@shopware-ag/meteor-tokens/administration/light.css";
import "@shopware-ag/meteor-tokens/administration/dark.css";
import "./module.css";
import { textOptions } from "@karla/merchant-ui/text-options";
import { createInstance } from "i18next";
import { StrictMode } from "react";
import { createRoot } from "react-dom/client";
import { I18nextProvider, initReactI18next } from "react-i18next";
import { createRouter } from "./create-router.ts";
import { ModuleApp } from "./module-app.tsx";
import { readStart } from "./read-start.ts";
import { moduleTexts } from "./texts.ts";
import { themeOf } from "./theme-of.ts";

const root = document.getElementById("root");
if (root === null) throw new Error("the document has no place for the module");
document.documentElement.dataset.theme = themeOf(location.search);

const start = readStart(document);
const router = createRouter(window);
const i18n = createInstance();
await i18n.use(initReactI18next).init({ ...textOptions("module", moduleTexts), lng: start.language });

// Whoever shows the frame may know that it is filled: it is said without a secret.
const onShown = () => window.parent.postMessage("sw-app-loaded", "*");

createRoot(root).render(
  <I18nextProvider i18n={i18n}>
    <StrictMode>
      <ModuleApp start={start} router={router} fetch={fetch.bind(window)} onShown={onShown} />
    </StrictMode>
  </I18nextProvider>,
);
