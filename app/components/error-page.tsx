import { isRouteErrorResponse, useRouteError } from "@remix-run/react";
import { useTranslation } from "react-i18next";

/** Stands where a page failed. Plain, for it may be drawn when nothing else can. */
export function ErrorPage() {
  const { t } = useTranslation("admin");
  const error = useRouteError();
  const missing = isRouteErrorResponse(error) && error.status === 404;
  return (
    <main className="karla-plain-page">
      <h1>{t(missing ? "not_found_title" : "failed_title")}</h1>
      <p>{t(missing ? "not_found_text" : "failed_text")}</p>
      {missing ? null : (
        <p>
          <button type="button" onClick={() => window.location.reload()}>
            {t("try_again")}
          </button>
        </p>
      )}
    </main>
  );
}
