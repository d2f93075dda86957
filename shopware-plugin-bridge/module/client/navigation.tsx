/** @jsxImportSource react */
import { useTranslation } from "react-i18next";
import { hrefOf, PAGES } from "./route-of.ts";
import { useRoute } from "./use-route.ts";

/** The pages of the module: the administration itself shows one entry only. */
export function Navigation() {
  const { t } = useTranslation("module");
  const { route } = useRoute();
  return (
    <nav aria-label={t("navigation")} className="karla-navigation">
      <ul>
        {PAGES.map((page) => (
          <li key={page}>
            <a href={hrefOf(page)} aria-current={page === route.page ? "page" : undefined}>
              {t(page)}
            </a>
          </li>
        ))}
      </ul>
    </nav>
  );
}
