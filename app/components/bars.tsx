import { BarPicture } from "@karla/merchant-ui/parts/bar-picture";
import { Swatch } from "@karla/merchant-ui/parts/swatch";
import type { BarsProps } from "@karla/merchant-ui/primitives";
import { BlockStack, InlineStack, Text } from "@shopify/polaris";

/** A picture of bars with Polaris' own words below. */
export function Bars({ label, bars, from, to, legend }: BarsProps) {
  return (
    <BlockStack gap="200">
      <BarPicture label={label} bars={bars} />
      <InlineStack align="space-between" gap="200">
        <Text as="span" variant="bodySm" tone="subdued">
          {from}
        </Text>
        <Text as="span" variant="bodySm" tone="subdued">
          {to}
        </Text>
      </InlineStack>
      <InlineStack gap="400">
        {legend.map((entry) => (
          <InlineStack key={entry.label} gap="100" blockAlign="center">
            <Swatch tone={entry.tone} />
            <Text as="span" variant="bodySm">
              {entry.label}
            </Text>
          </InlineStack>
        ))}
      </InlineStack>
    </BlockStack>
  );
}
