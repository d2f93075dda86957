/** @jsxImportSource react */
import type { MappingDocument } from "@karla/sync/mapping";
import { MAX_DOCUMENT_BYTES } from "@karla/sync/mapping-limits";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { usePrimitives } from "../primitives.tsx";
import type { MappingActions } from "./data.ts";
import type { ReadyMapping } from "./ready-mapping.ts";
import { standingOf } from "./standing.ts";

interface DocumentBarProps {
  data: ReadyMapping;
  document: MappingDocument;
  unsaved: boolean;
  actions: Pick<MappingActions, "onPublish" | "onReadFile" | "onExport">;
}

/** Where the rules stand, and what is done with all of them: publish, read from a file, write to one. */
export function DocumentBar({ data, document, unsaved, actions }: DocumentBarProps) {
  const { t } = useTranslation("merchant");
  const { Card, Stack, Text, Button, FileButton, Banner } = usePrimitives();
  const [unread, setUnread] = useState<"too_large" | "unreadable" | null>(null);
  const { overview, busy } = data;
  const standing = standingOf(overview);

  const read = async (file: File) => {
    setUnread(null);
    if (file.size > MAX_DOCUMENT_BYTES) return setUnread("too_large");
    try {
      actions.onReadFile(await file.text());
    } catch {
      setUnread("unreadable");
    }
  };
  return (
    <Stack>
      {unread === null ? null : (
        <Banner tone="critical" title={t(`mapping.file.${unread}_title`)} takesFocus>
          <Text>{t(`mapping.file.${unread}_text`, { kilobytes: MAX_DOCUMENT_BYTES / 1024 })}</Text>
        </Banner>
      )}
      <Card title={t("mapping.standing.title")}>
        <Stack>
          <Text>
            {t(`mapping.standing.${unsaved ? "unsaved" : standing}`, { version: overview.published?.version })}
          </Text>
          <Stack direction="row">
            {standing === "to_publish" && !unsaved ? (
              <Button
                label={t("mapping.publish")}
                primary
                busy={busy === "publish"}
                disabled={busy !== null}
                onPress={() => actions.onPublish(overview.draft.revision, false)}
              />
            ) : null}
            <FileButton
              label={t("mapping.file.import")}
              accept=".json,application/json"
              busy={busy === "read_file"}
              disabled={busy !== null}
              onFile={read}
            />
            <Button label={t("mapping.file.export")} onPress={() => actions.onExport(document)} />
          </Stack>
        </Stack>
      </Card>
    </Stack>
  );
}
