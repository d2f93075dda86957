import { useRouteLoaderData } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import type { loader } from "../routes/app.tsx";

/** How times are written: in the shop's zone and the merchant's language. */
export function useShopView(): { timeZone: string; locale: string } {
  const timeZone = useRouteLoaderData<typeof loader>("routes/app")?.timeZone ?? "UTC";
  return { timeZone, locale: useTranslation().i18n.language };
}
