/** @jsxImportSource react */
import { useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import { type Fault, faultOfResult, faultsOfEntry } from "./connection-faults.ts";
import type { ConnectionData, EnteredConnection } from "./data.ts";
import { usePrimitives } from "./primitives.tsx";

interface ConnectionFormProps {
  data: ConnectionData;
  onSave: (entered: EnteredConnection) => void;
}

/**
 * Name, user name and key. What was entered stays through every refusal; the key goes as soon as it is saved. A press of the
 * button that a field stands against leads the keyboard to that field, where a screen reader reads what is wrong with it.
 */
export function ConnectionForm({ data, onSave }: ConnectionFormProps) {
  const { t } = useTranslation("merchant");
  const { Form, Stack, TextField, Button, Banner, Text } = usePrimitives();
  const [entered, setEntered] = useState<EnteredConnection>({
    slug: data.connection?.slug ?? "",
    username: data.connection?.username ?? "",
    key: "",
  });
  /** Left empty at the last press of the button. */
  const [leftEmpty, setLeftEmpty] = useState<readonly Fault[]>([]);
  /** Changed since then: what was said about it no longer holds. */
  const [changed, setChanged] = useState<readonly string[]>([]);

  const busy = data.busy !== null;
  const saved = !busy && data.result !== null && data.result.outcome !== "refused";
  useEffect(() => {
    if (saved) setEntered((now) => ({ ...now, key: "" }));
  }, [saved]);

  const change = (field: keyof EnteredConnection) => (value: string) => {
    setEntered((now) => ({ ...now, [field]: value }));
    setChanged((fields) => [...fields, field]);
  };
  const submit = () => {
    if (busy) return;
    const { trimmed, faults } = faultsOfEntry(entered);
    setLeftEmpty(faults);
    setChanged([]);
    if (faults.length === 0) onSave(trimmed);
  };
  const refused = busy ? null : faultOfResult(data.result);
  const missing = leftEmpty.filter(({ field }) => !changed.includes(field));
  const error = (field: Fault["field"]) => {
    const fault = [...missing, ...(refused === null ? [] : [refused])].find((one) => one.field === field);
    return fault === undefined || changed.includes(field) ? {} : { error: t(fault.text) };
  };
  useEffect(() => lead(leftEmpty[0]?.field), [leftEmpty]);
  useEffect(() => lead(refused?.field), [refused?.field]);

  return (
    <Form label={t("connection.form")} onSubmit={submit}>
      <Stack>
        {missing.length === 0 ? null : (
          <Banner tone="critical" title={t("connection.missing_title")}>
            <Text>{t("connection.missing_text")}</Text>
          </Banner>
        )}
        <TextField
          name="slug"
          label={t("connection.slug")}
          value={entered.slug}
          onChange={change("slug")}
          autoComplete="off"
          help={t("connection.slug_help")}
          required
          {...error("slug")}
        />
        <TextField
          name="username"
          label={t("connection.username")}
          value={entered.username}
          onChange={change("username")}
          autoComplete="off"
          help={t("connection.username_help")}
        />
        <TextField
          name="key"
          type="password"
          label={t("connection.key")}
          value={entered.key}
          onChange={change("key")}
          autoComplete="off"
          help={t(data.connection === null ? "connection.key_help" : "connection.key_help_saved")}
          required
          {...error("key")}
        />
        <Button
          label={t("connection.save")}
          submit
          primary
          busy={data.busy === "save"}
          disabled={data.busy === "switch_off"}
        />
      </Stack>
    </Form>
  );
}

/** To the field of that name; nowhere without one. */
function lead(field: Fault["field"] | undefined): void {
  if (field !== undefined) document.getElementById(field)?.focus();
}
