/** @jsxImportSource react */
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { usePrimitives } from "../primitives.tsx";
import type { PersonalDataActions, PersonalDataReady } from "./data.ts";

/** The data of a customer who has asked the merchant directly. */
export function FindPerson({ data: { busy }, actions }: { data: PersonalDataReady; actions: PersonalDataActions }) {
  const { t } = useTranslation("merchant");
  const { Card, Form, Stack, Text, TextField, Button } = usePrimitives();
  const [who, setWho] = useState("");
  const [isMissing, setMissing] = useState(false);
  const submit = () => {
    if (busy !== null) return;
    const entered = who.trim();
    setMissing(entered === "");
    if (entered === "") document.getElementById("who")?.focus();
    else actions.onAsk({ intent: "find", who: entered });
  };
  return (
    <Card title={t("personal_data.find")}>
      <Form label={t("personal_data.find")} onSubmit={submit}>
        <Stack>
          <Text>{t("personal_data.find_text")}</Text>
          <TextField
            name="who"
            type="search"
            label={t("personal_data.who")}
            value={who}
            onChange={setWho}
            maxLength={320}
            autoComplete="off"
            help={t("personal_data.who_help")}
            required
            {...(isMissing && who.trim() === "" ? { error: t("personal_data.who_missing") } : {})}
          />
          <Button
            label={t("personal_data.download")}
            accessibleLabel={t("problems.button_for", {
              button: t("personal_data.download"),
              problem: t("personal_data.find"),
            })}
            submit
            busy={busy?.intent === "find"}
            disabled={busy !== null && busy.intent !== "find"}
          />
        </Stack>
      </Form>
    </Card>
  );
}
