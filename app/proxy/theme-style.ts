import { CLAIM_STYLE } from "@karla/tracking/claim-style";
import { TRACKING_STYLE } from "@karla/tracking/style";

const REM = 16;

/** The timeline's style as a theme can have it. */
export const THEME_STYLE = inPixels(TRACKING_STYLE);

/** The same with the claim form's. */
export const THEME_CLAIM_STYLE = inPixels(TRACKING_STYLE + CLAIM_STYLE);

/**
 * Shopify's own themes make `rem` ten pixels, others sixteen: what is told in it would be two thirds as large in the one as in the
 * other, the smallest letters too small to read.
 */
function inPixels(style: string): string {
  return style.trim().replaceAll(/(\d*\.?\d+)rem\b/g, (_, size: string) => `${Number(size) * REM}px`);
}
