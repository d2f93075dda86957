import { TRACKING_STYLE } from "@karla/tracking/style";

const REM = 16;

/**
 * The timeline's style as a theme can have it. Shopify's own themes make `rem` ten pixels, others sixteen: what is told in it would
 * be two thirds as large in the one as in the other, the smallest letters too small to read.
 */
export const THEME_STYLE = TRACKING_STYLE.trim().replaceAll(
  /(\d*\.?\d+)rem\b/g,
  (_, size: string) => `${Number(size) * REM}px`,
);
