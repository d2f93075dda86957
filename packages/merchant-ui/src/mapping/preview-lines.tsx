/** @jsxImportSource react */
import { useTranslation } from "react-i18next";
import { usePrimitives } from "../primitives.tsx";
import type { PreviewValue } from "./preview-values.ts";

/** Values of the order that is looked at, a line for each product or parcel. */
export function PreviewLines({ values }: { values: readonly PreviewValue[] }) {
  const { t } = useTranslation("merchant");
  const { Stack, Text } = usePrimitives();
  return (
    <Stack gap="tight">
      {values.map(({ of, value }, at) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: two products can be called the same
        <Text key={at}>
          {of === null ? null : (
            <>
              <bdi>{of}</bdi>
              {": "}
            </>
          )}
          {value === null ? (
            t("mapping.preview.nothing")
          ) : (
            <bdi>{value === "" ? t("mapping.preview.empty") : value}</bdi>
          )}
        </Text>
      ))}
    </Stack>
  );
}
