import type { merchantTexts } from "@karla/merchant-ui/texts";
import type { adminTexts } from "../../app/i18n-texts.ts";
import type { AdminPage } from "./open-admin.ts";

/** The admin in a window, and what is written in it in the window's language. */
export interface Opened extends AdminPage {
  t: (typeof merchantTexts)["en"];
  menu: (typeof adminTexts)["en"];
  shoot: (name: string) => Promise<void>;
  /** Notes a fault unless the keyboard is at this field. */
  expectFocus: (name: string) => Promise<void>;
}

export const seen = ({ app }: Opened, text: string) => app.getByText(text, { exact: true }).first().waitFor();
export const press = ({ app }: Opened, name: string) => app.getByRole("button", { name, exact: true }).click();
export const open = (
  { page, menu }: Opened,
  entry: "home" | "certificate" | "import" | "mapping" | "personal_data" | "connection" | "problems",
) => page.getByRole("navigation").getByRole("link", { name: menu[entry], exact: true }).click();
