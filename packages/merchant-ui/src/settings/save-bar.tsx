/** @jsxImportSource react */
import { useTranslation } from "react-i18next";
import { usePrimitives } from "../primitives.tsx";

interface SaveBarProps {
  unsaved: boolean;
  merged: boolean;
  busy: "save" | null;
  onSave: () => void;
  onDiscard: () => void;
}

/** Is there while changes are not saved. */
export function SaveBar({ unsaved, merged, busy, onSave, onDiscard }: SaveBarProps) {
  const { t } = useTranslation("merchant");
  const { UnsavedBar } = usePrimitives();
  if (!unsaved) return null;
  const disabled = busy !== null;
  return (
    <UnsavedBar
      label={t("settings.unsaved_label")}
      text={t(merged ? "settings.unsaved_merged" : "settings.unsaved_text")}
      save={{ label: t("settings.save"), onAction: onSave, busy: busy === "save", disabled }}
      discard={{ label: t("settings.discard"), onAction: onDiscard, disabled }}
    />
  );
}
