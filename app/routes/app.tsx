import { PrimitivesProvider } from "@karla/merchant-ui/primitives";
import type { HeadersFunction, LoaderFunctionArgs } from "@remix-run/node";
import { Link, Outlet, useLoaderData } from "@remix-run/react";
import { NavMenu } from "@shopify/app-bridge-react";
import { AppProvider } from "@shopify/shopify-app-remix/react";
import { boundary } from "@shopify/shopify-app-remix/server";
import { useTranslation } from "react-i18next";
import { ErrorPage } from "../components/error-page.tsx";
import { polarisTexts } from "../components/polaris-texts.ts";
import { primitives } from "../components/primitives.tsx";
import { useLoadingBar } from "../components/use-loading-bar.ts";

export async function loader({ request, context }: LoaderFunctionArgs) {
  return {
    apiKey: context.apiKey,
    appBridgeUrl: context.appBridgeUrl,
    timeZone: await context.timeZone(request),
  };
}

/** None of it changes while the app is open. */
export const shouldRevalidate = () => false;

export default function App() {
  const { t, i18n } = useTranslation("admin");
  const { apiKey, appBridgeUrl } = useLoaderData<typeof loader>();
  useLoadingBar();
  const bridge = appBridgeUrl === null ? {} : { __APP_BRIDGE_URL: appBridgeUrl };
  return (
    <AppProvider isEmbeddedApp apiKey={apiKey} i18n={polarisTexts(i18n.language)} {...bridge}>
      <NavMenu>
        <Link to="/app" rel="home">
          {t("home")}
        </Link>
        <Link to="/app/certificate">{t("certificate")}</Link>
        <Link to="/app/import">{t("import")}</Link>
        <Link to="/app/mapping">{t("mapping")}</Link>
        <Link to="/app/filters">{t("filters")}</Link>
        <Link to="/app/personal-data">{t("personal_data")}</Link>
        <Link to="/app/connection">{t("connection")}</Link>
        <Link to="/app/problems">{t("problems")}</Link>
      </NavMenu>
      <PrimitivesProvider value={primitives}>
        <Outlet />
      </PrimitivesProvider>
    </AppProvider>
  );
}

/** App Bridge reads from a header that it shall come again with a fresh token. */
export const headers: HeadersFunction = (given) => boundary.headers(given);

export const ErrorBoundary = ErrorPage;
