import { useRouteLoaderData } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import type { loader as rootLoader } from "../root.tsx";
import type { loader } from "../routes/app.tsx";

/** How times are written: in the shop's zone, and as in the merchant's language and region. */
export function useShopView(): { timeZone: string; locale: string } {
  const timeZone = useRouteLoaderData<typeof loader>("routes/app")?.timeZone ?? "UTC";
  const { language } = useTranslation().i18n;
  return { timeZone, locale: useRouteLoaderData<typeof rootLoader>("root")?.formatLocale ?? language };
}
