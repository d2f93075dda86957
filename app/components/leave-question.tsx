import { useBeforeUnload, useBlocker } from "@remix-run/react";
import { BlockStack, Button, ButtonGroup, Text } from "@shopify/polaris";
import { useCallback } from "react";
import { useTranslation } from "react-i18next";
import { FocusedBanner } from "./focused-banner.tsx";

/** Asks before a page is left on which something is not saved. A frame may not ask by the browser's own window. */
export function LeaveQuestion({ unsaved }: { unsaved: boolean }) {
  const { t } = useTranslation("admin");
  const blocker = useBlocker(
    ({ currentLocation, nextLocation }) => unsaved && currentLocation.pathname !== nextLocation.pathname,
  );
  useBeforeUnload(useCallback((event) => (unsaved ? event.preventDefault() : undefined), [unsaved]));
  if (blocker.state !== "blocked") return null;
  return (
    <FocusedBanner tone="warning" title={t("leave_title")} focused>
      <BlockStack gap="200">
        <Text as="p">{t("leave_text")}</Text>
        <ButtonGroup>
          <Button onClick={blocker.reset}>{t("leave_stay")}</Button>
          <Button onClick={blocker.proceed}>{t("leave_go")}</Button>
        </ButtonGroup>
      </BlockStack>
    </FocusedBanner>
  );
}
