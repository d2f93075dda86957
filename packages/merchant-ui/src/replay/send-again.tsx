/** @jsxImportSource react */
import { useTranslation } from "react-i18next";
import { usePrimitives } from "../primitives.tsx";
import { canBeSent } from "./can-be-sent.ts";
import type { ReplayActions, ReplayReady } from "./data.ts";

/** Whether those who have heard of the order hear of it again, and the button. */
export function SendAgain({ data, actions }: { data: ReplayReady; actions: ReplayActions }) {
  const { t } = useTranslation("merchant");
  const { Card, Form, Stack, Checkbox, Text, Button } = usePrimitives();
  const { plan, withEffects, isLooking, busy, progress } = data;
  const cannot = isLooking || progress?.state === "under_way" || !canBeSent(plan);
  const submit = () => {
    if (!busy && !cannot) actions.onSend(plan.version);
  };
  return (
    <Card title={t("replay.send_title")}>
      <Form label={t("replay.send_title")} onSubmit={submit}>
        <Stack>
          <Stack gap="tight">
            <Checkbox
              name="with-effects"
              label={t("replay.with_effects")}
              checked={withEffects}
              onChange={actions.onEffects}
            />
            <Text size="small" tone="subdued">
              {t("replay.with_effects_text")}
            </Text>
          </Stack>
          <Button label={t("replay.send")} submit primary busy={busy} disabled={cannot} />
        </Stack>
      </Form>
    </Card>
  );
}
