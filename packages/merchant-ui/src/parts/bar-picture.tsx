/** @jsxImportSource react */
import type { BarsProps } from "../primitives.tsx";

const WIDTH = 4;
const HEIGHT = 60;
/** A bar that is as low as can be is still seen. */
const LOWEST = 2;
/** Below the bars, for a mark beneath those that matter: the colour alone does not tell. */
const MARK = 4;

/** A picture of bars side by side, as wide as there is room. */
export function BarPicture({ label, bars }: Pick<BarsProps, "label" | "bars">) {
  const highest = Math.max(1, ...bars.map(({ height }) => height));
  return (
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
  );
}
