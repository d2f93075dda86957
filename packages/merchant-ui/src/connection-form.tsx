/** @jsxImportSource react */
import { useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import { type Fault, faultsOfEntry } from "./connection-faults.ts";
import type { ConnectionData, EnteredConnection } from "./data.ts";
import { usePrimitives } from "./primitives.tsx";

interface ConnectionFormProps {
  data: ConnectionData;
  onSave: (entered: EnteredConnection) => void;
}

/** Name, user name and key. What was entered stays through every refusal; the key goes as soon as it is saved. */
export function ConnectionForm({ data, onSave }: ConnectionFormProps) {
  const { t } = useTranslation("merchant");
  const { Form, Stack, TextField, Button, Banner, Text, Spinner } = usePrimitives();
  const [entered, setEntered] = useState<EnteredConnection>({
    slug: data.connection?.slug ?? "",
    username: data.connection?.username ?? "",
    key: "",
  });
  /** Left empty at the last press of the button. */
  const [missing, setMissing] = useState<readonly Fault[]>([]);
  /** Changed since the last test: what was said about it no longer holds. */
  const [changed, setChanged] = useState<readonly string[]>([]);

  const saved = !data.busy && data.result !== null && data.result.outcome !== "refused";
  useEffect(() => {
    if (saved) setEntered((now) => ({ ...now, key: "" }));
  }, [saved]);

  const change = (field: keyof EnteredConnection) => (value: string) => {
    setEntered((now) => ({ ...now, [field]: value }));
    setChanged((fields) => [...fields, field]);
    setMissing((faults) => faults.filter((fault) => fault.field !== field));
  };
  const submit = () => {
    if (data.busy) return;
    const { trimmed, faults } = faultsOfEntry(entered);
    setMissing(faults);
    setChanged([]);
    if (faults.length === 0) onSave(trimmed);
  };
  const why = data.result?.outcome === "refused" && !data.busy ? data.result.why : null;
  const error = (field: "slug" | "key", refusal: "unknown_shop" | "wrong_key", text: string) => {
    const fault = missing.find((one) => one.field === field);
    if (fault !== undefined) return { error: t(fault.text) };
    return why === refusal && !changed.includes(field) ? { error: t(text) } : {};
  };

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
          {...error("slug", "unknown_shop", "connection.slug_unknown")}
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
          {...error("key", "wrong_key", "connection.key_wrong")}
        />
        <Button label={t("connection.save")} submit primary busy={data.busy} />
        {data.busy ? <Spinner label={t("connection.busy")} /> : null}
      </Stack>
    </Form>
  );
}
