/** @jsxImportSource react */
import type { MappingTrial } from "@karla/sync/desk-data";
import { useTranslation } from "react-i18next";
import { usePrimitives } from "../primitives.tsx";
import type { MappingActions } from "./data.ts";
import { isolated } from "./isolated.ts";
import type { ReadyMapping } from "./ready-mapping.ts";

const NAMED = 3;

interface AnsweredProps {
  data: ReadyMapping;
  actions: MappingActions;
}

/** Rules would newly fail: nothing is published until the merchant says so. */
export function WouldFailBanner({ trial, data, actions }: AnsweredProps & { trial: MappingTrial }) {
  const { t } = useTranslation("merchant");
  const { Banner, Stack, Text } = usePrimitives();
  const count = trial.counts.newly_failing;
  const failing = trial.shown.filter(({ verdict }) => verdict === "newly_failing");
  const first = failing.slice(0, NAMED).map(({ name }) => isolated(name));
  const orders = (count > first.length ? [...first, "…"] : first).join(", ");
  return (
    <Banner
      tone="warning"
      title={t("mapping_words.answer.would_fail_title", { count, n: new Intl.NumberFormat(data.locale).format(count) })}
      action={{
        label: t("mapping_words.answer.publish_anyway"),
        onAction: () => actions.onPublish(data.overview.draft.revision, true),
        busy: data.busy === "publish",
      }}
      takesFocus={data.busy === null}
    >
      <Stack gap="tight">
        <Text>{t("mapping_words.answer.would_fail_first", { orders })}</Text>
        <Text>{t("mapping_words.answer.would_fail_text", { tab: t("mapping.tabs.try") })}</Text>
      </Stack>
    </Banner>
  );
}

type PublishedProps = AnsweredProps & { outcome: "published" | "restored"; version: number; changed: number };

/** Orders are sent with another version from now on. Those that were sent otherwise can be sent again. */
export function PublishedBanner({ outcome, version, changed, data, actions }: PublishedProps) {
  const { t } = useTranslation("merchant");
  const { Banner, Stack, Text } = usePrimitives();
  const counted = { count: changed, n: new Intl.NumberFormat(data.locale).format(changed) };
  const action = {
    label: t("mapping_words.answer.send_again", counted),
    onAction: () => actions.onSendAgain(version),
    busy: data.busy === "send_again",
  };
  return (
    <Banner
      tone="success"
      title={t(`mapping_words.answer.${outcome}_title`, { version })}
      takesFocus={data.busy === null}
      {...(changed > 0 ? { action } : {})}
    >
      <Stack gap="tight">
        <Text>{t(`mapping_words.answer.${outcome}_text`)}</Text>
        <Text>{t(`mapping_words.answer.${changed > 0 ? "changed_text" : "unchanged_text"}`, counted)}</Text>
      </Stack>
    </Banner>
  );
}
