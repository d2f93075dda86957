import { Announcement } from "@karla/merchant-ui/parts/announcement";
import { Form } from "@karla/merchant-ui/parts/form";
import { Table } from "@karla/merchant-ui/parts/table";
import { Tabs } from "@karla/merchant-ui/parts/tabs";
import type { Action, Primitives } from "@karla/merchant-ui/primitives";
import { Badge, BlockStack, Button, Card, InlineStack, Link, List, Page, Spinner, Text } from "@shopify/polaris";
import { Bars } from "./bars.tsx";
import { Disclosure } from "./disclosure.tsx";
import { fields } from "./fields.tsx";
import { FocusedBanner } from "./focused-banner.tsx";
import { ProgressBar } from "./progress-bar.tsx";
import { useKeptFocus } from "./use-kept-focus.ts";

const toButton = ({ label, onAction, busy = false, disabled = false }: Action) => ({
  content: label,
  onAction,
  loading: busy,
  disabled,
});

const GAPS = { tight: "100", normal: "300", loose: "500" } as const;

/** The merchant's pages, drawn with Polaris. */
export const primitives: Primitives = {
  Page: ({ title, back, children }) => (
    <Page title={title} {...(back ? { backAction: { content: back.label, onAction: back.onAction } } : {})}>
      <BlockStack gap="400">{children}</BlockStack>
    </Page>
  ),
  Card: ({ title, action, children }) => (
    <Card>
      <BlockStack gap="300">
        <InlineStack align="space-between" blockAlign="center" gap="200">
          <Text as="h2" variant="headingMd">
            {title}
          </Text>
          {action ? (
            <Button variant="plain" onClick={action.onAction} loading={action.busy === true}>
              {action.label}
            </Button>
          ) : null}
        </InlineStack>
        {children}
      </BlockStack>
    </Card>
  ),
  Stack: ({ direction = "column", gap = "normal", children }) =>
    direction === "row" ? (
      <InlineStack gap={GAPS[gap]} blockAlign="center" wrap>
        {children}
      </InlineStack>
    ) : (
      <BlockStack gap={GAPS[gap]}>{children}</BlockStack>
    ),
  Text: ({ as = "p", size = "normal", tone = "normal", children }) => (
    <Text
      as={as}
      variant={as === "h3" ? "headingSm" : size === "small" ? "bodySm" : "bodyMd"}
      {...(tone === "subdued" ? { tone } : {})}
    >
      {children}
    </Text>
  ),
  Button: ({
    id,
    label,
    accessibleLabel,
    onPress,
    submit = false,
    primary = false,
    busy = false,
    disabled = false,
  }) => (
    <div ref={useKeptFocus(busy)}>
      <InlineStack>
        <Button
          loading={busy}
          disabled={disabled}
          submit={submit}
          {...(id ? { id } : {})}
          {...(accessibleLabel ? { accessibilityLabel: accessibleLabel } : {})}
          {...(primary ? { variant: "primary" } : {})}
          {...(onPress ? { onClick: onPress } : {})}
        >
          {label}
        </Button>
      </InlineStack>
    </div>
  ),
  ...fields,
  // Polaris' own hide what does not fit behind a menu, have no name, and bring a dialog that nobody opens here.
  Tabs,
  Disclosure,
  Form,
  Table,
  Bars,
  ProgressBar,
  Figures: ({ items }) => (
    <dl className="karla-figures">
      {items.map(({ label, value, tone }) => (
        <div key={label}>
          <Text as="dt" tone="subdued">
            {label}
          </Text>
          <dd>
            <Text as="span" variant="headingLg" {...(tone === "critical" || tone === "success" ? { tone } : {})}>
              {value}
            </Text>
          </dd>
        </div>
      ))}
    </dl>
  ),
  List: ({ items }) => (
    <List gap="extraTight">
      {items.map((item) => (
        <List.Item key={item}>{item}</List.Item>
      ))}
    </List>
  ),
  Banner: ({ tone, title, action, takesFocus = false, children }) => (
    <FocusedBanner tone={tone} title={title} focused={takesFocus} {...(action ? { action: toButton(action) } : {})}>
      {children}
    </FocusedBanner>
  ),
  Badge: ({ tone, children }) => <Badge {...(tone === "neutral" ? {} : { tone })}>{children}</Badge>,
  Spinner: ({ label }) => <Spinner accessibilityLabel={label} />,
  Announcement,
  EmptyState: ({ title, action, children }) => (
    <Card>
      <BlockStack gap="300" inlineAlign="start">
        <Text as="h2" variant="headingMd">
          {title}
        </Text>
        {children}
        {action ? (
          <Button variant="primary" onClick={action.onAction} loading={action.busy === true}>
            {action.label}
          </Button>
        ) : null}
      </BlockStack>
    </Card>
  ),
  UnsavedBar: ({ label, text, save, discard }) => (
    <section aria-label={label} className="karla-unsaved-bar">
      <InlineStack align="space-between" blockAlign="center" gap="200">
        <Text as="p" fontWeight="medium">
          {text}
        </Text>
        <InlineStack gap="200">
          <Button onClick={discard.onAction} disabled={discard.disabled === true}>
            {discard.label}
          </Button>
          <Button
            variant="primary"
            onClick={save.onAction}
            loading={save.busy === true}
            disabled={save.disabled === true}
          >
            {save.label}
          </Button>
        </InlineStack>
      </InlineStack>
    </section>
  ),
  Link: ({ href, children }) => (
    // What is no page of the app's own leaves the frame that the app is shown in.
    <Link url={href} {...(href.startsWith("/") ? {} : { target: "_top" })}>
      {children}
    </Link>
  ),
};
