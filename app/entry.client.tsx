import { loadTextOptions } from "@karla/merchant-ui/load-text-options";
import { RemixBrowser } from "@remix-run/react";
import { createInstance } from "i18next";
import { StrictMode, startTransition } from "react";
import { hydrateRoot } from "react-dom/client";
import { I18nextProvider, initReactI18next } from "react-i18next";
import { forgetSessionToken } from "./forget-session-token.ts";
import { adminTexts } from "./i18n-texts.ts";

forgetSessionToken(window);
const instance = createInstance();
const options = await loadTextOptions(document.documentElement.lang, "admin", adminTexts);
await instance.use(initReactI18next).init(options);
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
