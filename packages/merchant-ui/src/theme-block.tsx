/** @jsxImportSource react */
import { useTranslation } from "react-i18next";
import { usePrimitives } from "./primitives.tsx";

/** How the order tracking comes into the shop's theme. */
export function ThemeBlock({ href }: { href: string }) {
  const { t } = useTranslation("merchant");
  const { Card, Stack, Text, Link } = usePrimitives();
  return (
    <Card title={t("connection.theme")}>
      <Stack>
        <Text tone="subdued">{t("connection.theme_intro")}</Text>
        <Text>
          <Link href={href}>{t("connection.theme_link")}</Link>
        </Text>
      </Stack>
    </Card>
  );
}
