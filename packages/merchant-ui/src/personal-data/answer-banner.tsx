/** @jsxImportSource react */
import { useTranslation } from "react-i18next";
import { type Tone, usePrimitives } from "../primitives.tsx";
import type { PersonalDataAnswer, PersonalDataReady } from "./data.ts";

const TONES: Record<Exclude<PersonalDataAnswer["outcome"], "shown">, Tone> = {
  written: "success",
  answered: "success",
  not_open: "info",
  nothing_held: "info",
  ambiguous: "warning",
  busy: "warning",
};

/** What came of the last press. Who asks is shown where the request stands. */
export function AnswerBanner({ data: { answer, notSent, busy } }: { data: PersonalDataReady }) {
  const { t } = useTranslation("merchant");
  const { Banner, Stack, Text } = usePrimitives();
  if (notSent) {
    return (
      <Banner tone="critical" title={t("import.not_sent_title")} takesFocus>
        <Text>{t("import.not_sent_text")}</Text>
      </Banner>
    );
  }
  if (answer === null || answer.outcome === "shown") return null;
  const { outcome } = answer;
  const orders = answer.outcome === "written" ? answer.orders : 0;
  const given = answer.outcome === "written" ? answer.givenToCore : 0;
  return (
    <Banner
      key={outcome}
      tone={TONES[outcome]}
      title={t(`personal_data.${outcome}_title`, { count: orders })}
      takesFocus={busy === null}
    >
      <Stack gap="tight">
        <Text>{t(`personal_data.${outcome}_text`)}</Text>
        {given === 0 ? null : <Text>{t("personal_data.ask_karla", { count: given })}</Text>}
      </Stack>
    </Banner>
  );
}
