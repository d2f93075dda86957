import type { BarsProps } from "@karla/merchant-ui/primitives";
import { BlockStack, InlineStack, Text } from "@shopify/polaris";

const WIDTH = 4;
const HEIGHT = 60;
/** A bar that is as low as can be is still seen. */
const LOWEST = 2;
/** Below the bars, for a mark beneath those that matter: the colour alone does not tell. */
const MARK = 4;

/** A picture of bars side by side, as wide as there is room. */
export function Bars({ label, bars, from, to, legend }: BarsProps) {
  const highest = Math.max(1, ...bars.map(({ height }) => height));
  return (
    <BlockStack gap="200">
      <svg
        role="img"
        aria-label={label}
        className="karla-bars"
        viewBox={`0 0 ${bars.length * WIDTH} ${HEIGHT + 2 * MARK}`}
        preserveAspectRatio="none"
      >
        {bars.map(({ id, height, tone, title }, at) => {
          const high = Math.max(LOWEST, (height / highest) * HEIGHT);
          const box = { x: at * WIDTH, width: WIDTH - 1 };
          return (
            <g key={id} className={`karla-bar karla-bar-${tone}`}>
              <title>{title}</title>
              <rect {...box} y={HEIGHT - high} height={high} />
              {tone === "critical" || tone === "warning" ? <rect {...box} y={HEIGHT + MARK} height={MARK} /> : null}
            </g>
          );
        })}
      </svg>
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
            <svg aria-hidden="true" className={`karla-swatch karla-bar-${entry.tone}`} viewBox="0 0 1 1">
              <rect width="1" height="1" />
            </svg>
            <Text as="span" variant="bodySm">
              {entry.label}
            </Text>
          </InlineStack>
        ))}
      </InlineStack>
    </BlockStack>
  );
}
