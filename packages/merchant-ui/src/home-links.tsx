/** @jsxImportSource react */
import type { Backfill } from "@karla/sync/backfill";
import { useTranslation } from "react-i18next";
import { useSumsSentence } from "./certificate/use-sums-sentence.ts";
import type { HomeActions, HomeData } from "./data.ts";
import { useProgressWords } from "./import/use-progress-words.ts";
import { usePrimitives } from "./primitives.tsx";

interface HomeLinksProps {
  data: Extract<HomeData, { state: "ready" }>;
  actions: HomeActions;
}

/** What today comes to, and how far an import is that is not over: a line each, which leads to the page that says more. */
export function HomeLinks({ data, actions }: HomeLinksProps) {
  const { Stack, Text, Link } = usePrimitives();
  const sentence = useSumsSentence(data.locale);
  const { today, backfill } = data;
  const underWay = backfill === null || backfill.state === "finished" ? null : backfill;
  if (today === null && underWay === null) return null;
  return (
    <Stack gap="tight">
      {today === null ? null : (
        <Text>
          <Link href={actions.certificateHref}>{sentence("certificate.today", [today])}</Link>
        </Text>
      )}
      {underWay === null ? null : <ImportLink backfill={underWay} locale={data.locale} href={actions.importHref} />}
    </Stack>
  );
}

function ImportLink({ backfill, locale, href }: { backfill: Backfill; locale: string; href: string }) {
  const { t } = useTranslation("merchant");
  const { Text, Link } = usePrimitives();
  const progress = useProgressWords(backfill, locale);
  const line = backfill.state === "paused" ? "home.import_paused" : "home.import_running";
  return (
    <Text>
      <Link href={href}>{t(line, { progress })}</Link>
    </Text>
  );
}
