/** @jsxImportSource react */
import { useTranslation } from "react-i18next";
import { formatWhen } from "../format-when.ts";
import { ChoiceField } from "../mapping/choice-field.tsx";
import { useHeld } from "../mapping/use-held.ts";
import { usePrimitives } from "../primitives.tsx";
import { instantOfWall, wallTimeOf } from "./wall-time.ts";

interface CutoffFieldProps {
  /** ISO 8601 with an offset; empty while no moment is entered. Null: there is no cutoff. */
  value: string | null;
  onChange: (value: string | null) => void;
  error: string | null;
  timeZone: string;
  locale: string;
}

/** Whether parcels from before a moment are left out, and which moment that is by the shop's clock. */
export function CutoffField({ value, onChange, ...props }: CutoffFieldProps) {
  const { t } = useTranslation("merchant");
  const { Stack } = usePrimitives();
  return (
    <Stack>
      <ChoiceField
        name="cutoff"
        label={t("settings.filters.cutoff")}
        value={value === null ? "none" : "from"}
        options={(["none", "from"] as const).map((one) => ({ value: one, label: t(`settings.filters.cutoff_${one}`) }))}
        onChange={(chosen) => onChange(chosen === "none" ? null : "")}
        help={t("settings.filters.cutoff_help")}
      />
      {value === null ? null : <MomentField value={value} onChange={onChange} {...props} />}
    </Stack>
  );
}

function MomentField({ value, onChange, error, timeZone, locale }: CutoffFieldProps & { value: string }) {
  const { t } = useTranslation("merchant");
  const { Stack, TextField, Text } = usePrimitives();
  const [written, keep] = useHeld(value, (instant) => wallTimeOf(instant, timeZone));
  return (
    <Stack gap="tight">
      <TextField
        name="historicalCutoff"
        type="datetime-local"
        label={t("settings.filters.cutoff_moment")}
        value={written}
        onChange={(now) => {
          const instant = instantOfWall(now, timeZone) ?? "";
          keep(now, instant);
          onChange(instant);
        }}
        autoComplete="off"
        help={t("settings.filters.cutoff_zone", { zone: timeZone.replaceAll("_", " ") })}
        required
        {...(error === null ? {} : { error })}
      />
      {value === "" ? null : (
        <Text>{t("settings.filters.cutoff_means", { when: formatWhen(value, locale, timeZone) })}</Text>
      )}
    </Stack>
  );
}
