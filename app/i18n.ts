import { textOptions } from "@karla/merchant-ui/text-options";
import { adminTexts } from "./i18n-texts.ts";

/** The same on the server and in the browser. */
export const i18nOptions = textOptions("admin", adminTexts);
