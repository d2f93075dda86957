import { DEFAULT_LOCALE } from "@karla/merchant-ui/locales";
import type { LoaderFunctionArgs } from "@remix-run/node";
import { Links, Meta, Outlet, Scripts, useRouteLoaderData } from "@remix-run/react";
import polarisStyles from "@shopify/polaris/build/esm/styles.css?url";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { useChangeLanguage } from "remix-i18next/react";
import { ErrorPage } from "./components/error-page.tsx";
import ownStyles from "./components/primitives.css?url";
import { i18n } from "./i18n.server.ts";
import { formatLocaleOf } from "./i18n-format-locale.ts";

export const links = () => [
  ...[polarisStyles, ownStyles].map((href) => ({ rel: "stylesheet", href })),
  // Its icon is the admin's business; without this the browser asks for one.
  { rel: "icon", href: "data:," },
];

export async function loader({ request }: LoaderFunctionArgs) {
  const locale = await i18n.getLocale(request);
  // Told once, by the server: it and the browser have to write the same text.
  return { locale, formatLocale: formatLocaleOf(request.headers.get("Accept-Language"), locale) };
}

/** The language is the document's: later requests do not name it. */
export const shouldRevalidate = () => false;

export function Layout({ children }: { children: ReactNode }) {
  const locale = useRouteLoaderData<typeof loader>("root")?.locale ?? DEFAULT_LOCALE;
  const language = useTranslation().i18n.language ?? locale;
  return (
    <html lang={language}>
      <head>
        <meta charSet="utf-8" />
        <meta name="viewport" content="width=device-width,initial-scale=1" />
        <title>Karla</title>
        <Meta />
        <Links />
      </head>
      <body>
        {children}
        <Scripts />
      </body>
    </html>
  );
}

export default function Root() {
  const locale = useRouteLoaderData<typeof loader>("root")?.locale ?? DEFAULT_LOCALE;
  useChangeLanguage(locale);
  return <Outlet />;
}

export const ErrorBoundary = ErrorPage;
