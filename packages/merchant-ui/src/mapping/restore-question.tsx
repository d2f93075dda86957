/** @jsxImportSource react */
import { useTranslation } from "react-i18next";
import { usePrimitives } from "../primitives.tsx";

interface RestoreQuestionProps {
  version: number;
  /** Something is under way. */
  busy: boolean;
  onYes: (version: number) => void;
  onNo: () => void;
}

/** What putting a version back means, before it is done. */
export function RestoreQuestion({ version, busy, onYes, onNo }: RestoreQuestionProps) {
  const { t } = useTranslation("merchant");
  const { Banner, Stack, Text, Button } = usePrimitives();
  return (
    <Banner
      tone="warning"
      title={t("mapping_words.versions.ask_title", { version })}
      action={{
        label: t("mapping_words.versions.ask_yes", { version }),
        onAction: () => onYes(version),
        disabled: busy,
      }}
      takesFocus
    >
      <Stack>
        <Text>{t("mapping_words.versions.ask_text", { version })}</Text>
        <Button label={t("mapping_words.versions.ask_no")} onPress={onNo} />
      </Stack>
    </Banner>
  );
}
