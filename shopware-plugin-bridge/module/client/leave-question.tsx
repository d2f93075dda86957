/** @jsxImportSource react */
import { usePrimitives } from "@karla/merchant-ui/primitives";
import { useTranslation } from "react-i18next";
import { useModule } from "./module-context.ts";
import { useRoute } from "./use-route.ts";

/** Asks before a page is left on which something is not saved. A frame may not ask by the browser's own window. */
export function LeaveQuestion() {
  const { t } = useTranslation("module");
  const { Banner, Stack, Text, Button } = usePrimitives();
  const { router } = useModule();
  if (!useRoute().asked) return null;
  return (
    <Banner tone="warning" title={t("leave_title")} takesFocus>
      <Text>{t("leave_text")}</Text>
      <Stack direction="row" gap="tight">
        <Button label={t("leave_stay")} onPress={router.stay} />
        <Button label={t("leave_go")} onPress={router.leave} />
      </Stack>
    </Banner>
  );
}
