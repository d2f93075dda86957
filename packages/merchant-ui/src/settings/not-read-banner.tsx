/** @jsxImportSource react */
import { useTranslation } from "react-i18next";
import { isolated } from "../mapping/isolated.ts";
import { usePrimitives } from "../primitives.tsx";
import type { NotRead } from "./data.ts";

/** Says that the page shows only what is known here, and why the shop did not say more. */
export function NotReadBanner({ notRead, onReload }: { notRead: NotRead | null; onReload: () => void }) {
  const { t } = useTranslation("merchant");
  const { Banner, Text } = usePrimitives();
  if (notRead === null) return null;
  const again = { label: t("home.try_again"), onAction: onReload };
  const about = notRead.why === "permission_missing" ? { permission: isolated(notRead.permission) } : {};
  return (
    <Banner tone="warning" title={t(`settings.${notRead.why}_title`)} action={again}>
      <Text>{t(`settings.${notRead.why}_text`, about)}</Text>
    </Banner>
  );
}
