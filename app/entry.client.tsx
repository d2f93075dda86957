import { RemixBrowser } from "@remix-run/react";
import { createInstance } from "i18next";
import { StrictMode, startTransition } from "react";
import { hydrateRoot } from "react-dom/client";
import { I18nextProvider, initReactI18next } from "react-i18next";
import { forgetSessionToken } from "./forget-session-token.ts";
import { i18nOptions } from "./i18n.ts";

forgetSessionToken(window);
const instance = createInstance();
await instance.use(initReactI18next).init({ ...i18nOptions, lng: document.documentElement.lang });
startTransition(() => {
  hydrateRoot(
    document,
    <I18nextProvider i18n={instance}>
      <StrictMode>
        <RemixBrowser />
      </StrictMode>
    </I18nextProvider>,
  );
});
