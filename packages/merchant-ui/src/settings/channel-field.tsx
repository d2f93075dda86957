/** @jsxImportSource react */
import { useTranslation } from "react-i18next";
import { ChoiceField } from "../mapping/choice-field.tsx";
import { isolated } from "../mapping/isolated.ts";
import { usePrimitives } from "../primitives.tsx";
import { idOfChannelField } from "./id-of-channel-field.ts";

const MOST = 200;

interface ChannelFieldProps {
  channel: { id: string; name: string };
  connectionSlug: string;
  /** Null: as the connection. */
  slug: string | null;
  onChange: (slug: string | null) => void;
  error: string | null;
}

/** Which shop at Karla the orders of a channel go to. */
export function ChannelField({ channel, connectionSlug, slug, onChange, error }: ChannelFieldProps) {
  const { t } = useTranslation("merchant");
  const { Stack, TextField } = usePrimitives();
  const about = { channel: isolated(channel.name) };
  return (
    <Stack gap="tight">
      <ChoiceField
        name={`channel-${channel.id}`}
        label={t("settings.channels.orders_of", about)}
        value={slug === null ? "connection" : "other"}
        options={[
          { value: "connection", label: t("settings.channels.as_connection", { slug: isolated(connectionSlug) }) },
          { value: "other", label: t("settings.channels.other") },
        ]}
        onChange={(chosen) => onChange(chosen === "connection" ? null : "")}
      />
      {slug === null ? null : (
        <TextField
          name={idOfChannelField(channel.id)}
          label={t("settings.channels.slug_of", about)}
          value={slug}
          onChange={onChange}
          autoComplete="off"
          maxLength={MOST}
          required
          {...(error === null ? {} : { error })}
        />
      )}
    </Stack>
  );
}
