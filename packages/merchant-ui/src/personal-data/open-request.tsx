/** @jsxImportSource react */
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { formatWhen } from "../format-when.ts";
import { usePrimitives } from "../primitives.tsx";
import { AskedBy } from "./asked-by.tsx";
import type { PersonalDataActions, PersonalDataReady, OpenRequest as Request } from "./data.ts";

interface OpenRequestProps {
  request: Request;
  /** Tells requests of the same minute apart. */
  number: number;
  data: PersonalDataReady;
  actions: PersonalDataActions;
}

/** One request: until when it has to be answered, who asks once that is wanted, the file, and that the customer has it. */
export function OpenRequest({ request, number, data, actions }: OpenRequestProps) {
  const { t } = useTranslation("merchant");
  const { Stack, Text, Button, Disclosure } = usePrimitives();
  const [isHidden, setHidden] = useState(false);
  const [isSure, setSure] = useState(false);
  const { key, askedAt, answerBy, daysLeft } = request;
  const { busy, answer, locale, timeZone } = data;
  const name = t("personal_data.request", { number, when: formatWhen(askedAt, locale, timeZone) });
  const named = (text: string) => {
    const label = t(`personal_data.${text}`);
    return { label, accessibleLabel: t("problems.button_for", { button: label, problem: name }) };
  };
  const ask = (intent: "show" | "export" | "answered") => {
    const isUnderWay = busy !== null && "request" in busy && busy.request === key && busy.intent === intent;
    const onPress = () => busy === null && actions.onAsk({ intent, request: key });
    return { onPress: () => void onPress(), busy: isUnderWay, disabled: busy !== null && !isUnderWay };
  };
  const asker = answer !== null && "asker" in answer && answer.request === key ? answer.asker : null;
  const isShown = asker !== null && !isHidden;
  const show = () => {
    setHidden(isShown);
    if (asker === null) ask("show").onPress();
  };
  const day = formatWhen(answerBy, locale, timeZone);
  return (
    <Stack>
      <Stack gap="tight">
        <Text as="h3">{name}</Text>
        <Text>{t(daysLeft === 0 ? "personal_data.late" : "personal_data.answer_by", { day, count: daysLeft })}</Text>
      </Stack>
      <Disclosure
        {...named("show")}
        open={isShown}
        onToggle={show}
        beside={<Button {...named("download")} {...ask("export")} />}
      >
        {asker === null ? null : <AskedBy asker={asker} />}
      </Disclosure>
      <Disclosure {...named("mark")} open={isSure} onToggle={() => setSure(!isSure)}>
        <Stack gap="tight">
          <Text>{t("personal_data.sure")}</Text>
          <Button {...named("sure_yes")} {...ask("answered")} />
        </Stack>
      </Disclosure>
    </Stack>
  );
}
