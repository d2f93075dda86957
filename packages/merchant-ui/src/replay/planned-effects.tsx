/** @jsxImportSource react */
import type { ReplayPlan } from "@karla/sync/replay-data";
import { useTranslation } from "react-i18next";
import { usePrimitives } from "../primitives.tsx";
import { sentencesOfEffects } from "./sentences-of-effects.ts";

/** What else happens when the order is sent again, and what is left out so that nobody hears of it twice. */
export function PlannedEffects({ plan }: { plan: ReplayPlan }) {
  const { t } = useTranslation("merchant");
  const { Card, Stack, Text, List } = usePrimitives();
  const { happens, leftOut } = sentencesOfEffects(plan, t);
  if (happens.length + leftOut.length === 0) return null;
  return (
    <Card title={t("replay.effects")}>
      <Stack>
        {happens.length === 0 ? null : (
          <Stack gap="tight">
            <Text as="h3">{t("replay.happens")}</Text>
            <List items={happens} />
          </Stack>
        )}
        {leftOut.length === 0 ? null : (
          <Stack gap="tight">
            <Text as="h3">{t("replay.left_out")}</Text>
            <List items={leftOut} />
          </Stack>
        )}
      </Stack>
    </Card>
  );
}
