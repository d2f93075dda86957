/** @jsxImportSource react */
import { useTranslation } from "react-i18next";
import type { HomeActions, HomeData } from "./data.ts";
import { formatDuration } from "./format-duration.ts";
import { formatWhen } from "./format-when.ts";
import { HomeLinks } from "./home-links.tsx";
import { OrdersTable } from "./orders-table.tsx";
import { usePrimitives } from "./primitives.tsx";
import { ProblemButton } from "./problem-button.tsx";
import { problemWords, wordsAbout } from "./problem-words.ts";
import { summaryOfHome } from "./summary-of-home.ts";
import { whatHoldsBack } from "./what-holds-back.ts";

type Ready = Extract<HomeData, { state: "ready" }>;

/** Is all well, how many orders, what is open, what became of the last orders. */
export function HomePage({ data, actions }: { data: HomeData; actions: HomeActions }) {
  const { t } = useTranslation("merchant");
  const { Page } = usePrimitives();
  return (
    <Page title={t("home.title")}>
      <Content data={data} actions={actions} />
    </Page>
  );
}

function Content({ data, actions }: { data: HomeData; actions: HomeActions }) {
  const { t } = useTranslation("merchant");
  const { Stack, Spinner, Banner, Text } = usePrimitives();
  if (data.state === "loading") return <Spinner label={t("home.loading")} />;
  if (data.state === "error") {
    return (
      <Banner
        tone="critical"
        title={t("home.error_title")}
        action={{ label: t("home.try_again"), onAction: actions.onReload }}
      >
        <Text>{t("home.error_text")}</Text>
      </Banner>
    );
  }
  return (
    <Stack>
      <SummaryBanner data={data} actions={actions} />
      <OpenProblems data={data} actions={actions} />
      <Figures data={data} actions={actions} />
      <Orders data={data} actions={actions} />
    </Stack>
  );
}

function SummaryBanner({ data, actions }: { data: Ready; actions: HomeActions }) {
  const { t } = useTranslation("merchant");
  const { Banner, Text } = usePrimitives();
  const summary = summaryOfHome(data);
  const connect = summary.connect ? { action: { label: t("home.connect"), onAction: actions.onConnect } } : {};
  return (
    <Banner tone={summary.tone} title={t(summary.title, { count: summary.count })} {...connect}>
      <Text>{t(summary.text)}</Text>
    </Banner>
  );
}

function OpenProblems({ data, actions }: { data: Ready; actions: HomeActions }) {
  const { t } = useTranslation("merchant");
  const { Card, Stack, Text } = usePrimitives();
  // The banner on top says it already, with the same button.
  const problems = data.problems.filter((problem) => data.connected || problem.code !== "not_connected");
  if (problems.length === 0) return null;
  return (
    <Card title={t("home.problems")} action={{ label: t("home.all_problems"), onAction: actions.onOpenProblems }}>
      <Stack gap="loose">
        {problems.map((problem) => {
          const words = problemWords(problem.code);
          return (
            <Stack key={problem.code}>
              <Stack gap="tight">
                <Text as="h3">{t(words.title)}</Text>
                <Text>{t(words.meaning, wordsAbout(problem))}</Text>
              </Stack>
              <ProblemButton code={problem.code} actions={actions} />
            </Stack>
          );
        })}
      </Stack>
    </Card>
  );
}

function Figures({ data, actions }: { data: Ready; actions: HomeActions }) {
  const { t } = useTranslation("merchant");
  const { Card, Stack, Figures: List, Text } = usePrimitives();
  const { locale, lastOrder, worstDelayMs, compared } = data;
  const number = new Intl.NumberFormat(locale);
  const { received, delivered, waiting, failed } = data.counters;
  const notes: string[] = [];
  if (lastOrder !== null) {
    notes.push(t("home.last_order", { name: lastOrder.name, when: formatWhen(lastOrder.at, locale, data.timeZone) }));
  }
  if (compared !== null) {
    const when = formatWhen(compared.at, locale, data.timeZone);
    notes.push(t(compared.found === 0 ? "home.compared_whole" : "home.compared", { when, count: compared.found }));
  }
  // Of a shop that is not connected it is the time since its first order, and grows with every look.
  if (worstDelayMs !== null && data.connected)
    notes.push(t("home.worst_delay", { delay: formatDuration(worstDelayMs, locale) }));
  return (
    <Card title={t("home.figures")}>
      <Stack>
        <List
          items={[
            { label: t("home.received"), value: number.format(received) },
            { label: t("home.delivered"), value: number.format(delivered) },
            { label: t("home.waiting"), value: number.format(waiting) },
            { label: t("home.failed"), value: number.format(failed), ...(failed > 0 ? { tone: "critical" } : {}) },
          ]}
        />
        <HomeLinks data={data} actions={actions} />
        {notes.length === 0 ? null : (
          <Stack gap="tight">
            {notes.map((note) => (
              <Text key={note} size="small" tone="subdued">
                {note}
              </Text>
            ))}
          </Stack>
        )}
      </Stack>
    </Card>
  );
}

function Orders({ data, actions }: { data: Ready; actions: HomeActions }) {
  const { t } = useTranslation("merchant");
  const { Card, EmptyState, Text } = usePrimitives();
  if (data.orders.length === 0) {
    return (
      <EmptyState title={t("home.no_orders")}>
        <Text>{t(data.connected ? "home.no_orders_connected" : "home.no_orders_not_connected")}</Text>
      </EmptyState>
    );
  }
  return (
    <Card title={t("home.orders")}>
      <OrdersTable
        orders={data.orders}
        heldBackBy={whatHoldsBack(data)}
        locale={data.locale}
        timeZone={data.timeZone}
        orderHref={actions.orderHref}
        onSendAgain={actions.onSendAgain}
      />
    </Card>
  );
}
