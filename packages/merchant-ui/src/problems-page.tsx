/** @jsxImportSource react */
import { useTranslation } from "react-i18next";
import type { ProblemRow, ProblemsActions, ProblemsData } from "./data.ts";
import { formatWhen } from "./format-when.ts";
import { usePrimitives } from "./primitives.tsx";
import { ProblemButton } from "./problem-button.tsx";
import { problemWords, wordsAbout } from "./problem-words.ts";

/** All open problems: what each means, what to do, since when, how often, one button. */
export function ProblemsPage({ data, actions }: { data: ProblemsData; actions: ProblemsActions }) {
  const { t } = useTranslation("merchant");
  const { Page } = usePrimitives();
  return (
    <Page title={t("problems.title")} back={{ label: t("problems.back"), onAction: actions.onOpenHome }}>
      <Content data={data} actions={actions} />
    </Page>
  );
}

function Content({ data, actions }: { data: ProblemsData; actions: ProblemsActions }) {
  const { t } = useTranslation("merchant");
  const { Stack, Spinner, Banner, EmptyState, Text } = usePrimitives();
  if (data.state === "loading") return <Spinner label={t("problems.loading")} />;
  if (data.state === "error") {
    const again = { label: t("home.try_again"), onAction: actions.onReload };
    return (
      <Banner tone="critical" title={t("problems.error_title")} action={again}>
        <Text>{t("problems.error_text")}</Text>
      </Banner>
    );
  }
  if (data.problems.length === 0) {
    return (
      <EmptyState
        title={t("problems.none_title")}
        action={{ label: t("connection.to_home"), onAction: actions.onOpenHome }}
      >
        <Text>{t("problems.none_text")}</Text>
      </EmptyState>
    );
  }
  return (
    <Stack>
      {data.problems.map((problem) => (
        <ProblemCard
          key={problem.code}
          problem={problem}
          when={formatWhen(problem.openedAt, data.locale, data.timeZone)}
          actions={actions}
        />
      ))}
    </Stack>
  );
}

function ProblemCard({ problem, when, actions }: { problem: ProblemRow; when: string; actions: ProblemsActions }) {
  const { t } = useTranslation("merchant");
  const { Card, Stack, Text } = usePrimitives();
  const words = problemWords(problem.code);
  return (
    <Card title={t(words.title)}>
      <Stack>
        <Stack gap="tight">
          <Text as="h3">{t("problems.meaning")}</Text>
          <Text>{t(words.meaning, wordsAbout(problem))}</Text>
        </Stack>
        <Stack gap="tight">
          <Text as="h3">{t("problems.what_to_do")}</Text>
          <Text>{t(words.todo, wordsAbout(problem))}</Text>
        </Stack>
        <Stack direction="row">
          <Text as="span" tone="subdued">
            {t("problems.since", { when })}
          </Text>
          <Text as="span" tone="subdued">
            {t("problems.times", { count: problem.times })}
          </Text>
        </Stack>
        <ProblemButton code={problem.code} actions={actions} />
      </Stack>
    </Card>
  );
}
