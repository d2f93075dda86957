import { textOptions } from "@karla/merchant-ui/text-options";
import { adminTexts } from "./i18n-texts.ts";

/** For the server. A browser has the same, of its own language (`loadTextOptions`). */
export const i18nOptions = textOptions("admin", adminTexts);
