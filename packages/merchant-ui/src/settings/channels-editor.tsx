/** @jsxImportSource react */
import { useTranslation } from "react-i18next";
import { useLead } from "../mapping/use-lead.ts";
import { usePrimitives } from "../primitives.tsx";
import { ChannelField } from "./channel-field.tsx";
import { type ChosenSlugs, chosenSlugs, faultsOfSlugs, slugsToSave } from "./chosen-slugs.ts";
import type { ChannelFault, ChannelRow, ChannelsActions, ChannelsReady } from "./data.ts";
import { idOfChannelField } from "./id-of-channel-field.ts";
import { SaveBanner } from "./save-banner.tsx";
import { SaveBar } from "./save-bar.tsx";
import { useFaults } from "./use-faults.ts";
import { useWorkingCopy } from "./use-working-copy.ts";
import type { Begun } from "./working-copy.ts";

export interface ChannelsEditorProps {
  data: ChannelsReady;
  connectionSlug: string;
  actions: ChannelsActions;
  /** What is worked on at first; what is saved where it is not given. */
  begun?: Begun<ChosenSlugs>;
}

/** All channels with where their orders go, saved together. */
export function ChannelsEditor({ data, connectionSlug, actions, begun }: ChannelsEditorProps) {
  const { t } = useTranslation("merchant");
  const { Stack, Form, Card, Text, List } = usePrimitives();
  const { busy, answer, channels } = data;
  const working = useWorkingCopy<ChosenSlugs>({
    reading: { value: chosenSlugs(channels), revision: data.revision },
    answer,
    begun,
    onUnsaved: actions.onUnsaved,
  });
  const refused = busy === null && answer?.outcome === "refused" ? answer.errors : null;
  const faults = useFaults<ChannelFault | "missing">(refused, idOfChannelField);
  const lead = useLead();

  const save = () => {
    if (busy !== null || !working.unsaved) return;
    const found = faultsOfSlugs(working.value);
    faults.found(found);
    if (Object.keys(found).length > 0) return;
    working.handOver();
    actions.onSave(slugsToSave(working.value), working.revision);
  };
  const discard = () => {
    faults.found({});
    lead(...channels.map(({ id }) => `channel-${id}`));
    working.discard();
  };
  return (
    <Form label={t("settings.channels.title")} onSubmit={save}>
      <Stack>
        {busy === null ? (
          <SaveBanner
            answer={answer}
            faulty={faults.any}
            outdated={working.outdated}
            merged={working.merged}
            onReload={actions.onReload}
            savedText={t("settings.channels.saved_text")}
          />
        ) : null}
        <Card title={t("settings.channels.where")}>
          <Stack>
            <Text>{t("settings.channels.intro")}</Text>
            <List
              items={[t("settings.channels.same_key"), t("settings.channels.checked"), t("settings.channels.stays")]}
            />
            <ChannelsTable
              channels={channels}
              connectionSlug={connectionSlug}
              chosen={working.value}
              onChange={(id, slug) => {
                working.change((now) => ({ ...now, [id]: slug }));
                faults.changed(id);
              }}
              errorOf={(id) => {
                const fault = faults.of(id);
                return fault === null ? null : t(`settings.channels.fault_${fault}`);
              }}
            />
          </Stack>
        </Card>
        <SaveBar unsaved={working.unsaved} merged={working.merged} busy={busy} onSave={save} onDiscard={discard} />
      </Stack>
    </Form>
  );
}

interface ChannelsTableProps {
  channels: readonly ChannelRow[];
  connectionSlug: string;
  chosen: ChosenSlugs;
  onChange: (id: string, slug: string | null) => void;
  errorOf: (id: string) => string | null;
}

function ChannelsTable({ channels, connectionSlug, chosen, onChange, errorOf }: ChannelsTableProps) {
  const { t } = useTranslation("merchant");
  const { Table } = usePrimitives();
  return (
    <Table
      caption={t("settings.channels.caption")}
      columns={(["channel", "kind", "goes_to"] as const).map((id) => ({ id, title: t(`settings.channels.${id}`) }))}
      rows={channels.map(({ id, name, kind }) => ({
        id,
        cells: [
          <bdi key="channel">{name ?? id}</bdi>,
          t(`settings.channels.kind_${kind ?? "unknown"}`),
          <ChannelField
            key="goes_to"
            channel={{ id, name: name ?? id }}
            connectionSlug={connectionSlug}
            slug={chosen[id] ?? null}
            onChange={(slug) => onChange(id, slug)}
            error={errorOf(id)}
          />,
        ],
      }))}
    />
  );
}
