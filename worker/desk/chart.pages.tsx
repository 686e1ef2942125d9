/** @jsxImportSource hono/jsx */
/** Small charts as SVG, without a script. Each stands beside a table with the same numbers, which is what is read out. */

const WIDTH = 640;
const HEIGHT = 150;
const LEFT = 34;
const BOTTOM = 22;
const TOP = 8;
const GAP = 8;

export interface Bar {
  label: string;
  /** From the ground up, as the series; null: nobody counted. */
  values: readonly (number | null)[];
}
export interface Series {
  name: string;
  colour: string;
  /** Told apart without colour: a hatched bar. */
  hatched?: true;
}

/** The least round number that is not below. */
function roof(value: number): number {
  const power = 10 ** Math.floor(Math.log10(Math.max(1, value)));
  return [1, 2, 5, 10].map((step) => step * power).find((candidate) => candidate >= value) ?? 10 * power;
}

interface ChartProps {
  /** Unique on the page. */
  id: string;
  title: string;
  series: readonly Series[];
  bars: readonly Bar[];
}

/** Stacked bars. */
export function BarChart({ id, title, series, bars }: ChartProps) {
  const most = roof(Math.max(1, ...bars.map(({ values }) => values.reduce<number>((sum, one) => sum + (one ?? 0), 0))));
  const ground = HEIGHT - BOTTOM;
  const high = (value: number) => ((ground - TOP) * value) / most;
  const step = (WIDTH - LEFT) / Math.max(1, bars.length);
  return (
    <svg viewBox={`0 0 ${WIDTH} ${HEIGHT + 22}`} width={WIDTH} role="img" aria-labelledby={id} font-size="11">
      <title id={id}>{title}</title>
      <defs>
        <pattern id={`${id}-hatch`} width="5" height="5" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
          <rect width="5" height="5" fill="#b3261e" />
          <rect width="2" height="5" fill="#fff" />
        </pattern>
      </defs>
      {[0, most / 2, most].filter(Number.isInteger).map((tick) => (
        <>
          <line x1={LEFT} x2={WIDTH} y1={ground - high(tick)} y2={ground - high(tick)} stroke="#cbd5da" />
          <text x={LEFT - 5} y={ground - high(tick) + 4} text-anchor="end" fill="#4a5761">
            {tick}
          </text>
        </>
      ))}
      {bars.map(({ label, values }, at) => {
        const x = LEFT + at * step + GAP / 2;
        let y = ground;
        return (
          <>
            {values.map((value, which) => {
              const height = high(value ?? 0);
              y -= height;
              const fill = series[which]?.hatched ? `url(#${id}-hatch)` : (series[which]?.colour ?? '#0b5a7a');
              return height === 0 ? null : (
                <rect x={x} y={y} width={step - GAP} height={height} fill={fill} stroke="#4a5761" stroke-width="0.5" />
              );
            })}
            <text x={x + (step - GAP) / 2} y={ground + 15} text-anchor="middle" fill="#4a5761">
              {label}
            </text>
          </>
        );
      })}
      {series.map(({ name, colour, hatched }, at) => (
        <>
          <rect
            x={LEFT + at * 130}
            y={HEIGHT + 6}
            width="12"
            height="12"
            fill={hatched ? `url(#${id}-hatch)` : colour}
            stroke="#4a5761"
            stroke-width="0.5"
          />
          <text x={LEFT + at * 130 + 18} y={HEIGHT + 16} fill="#1b262e">
            {name}
          </text>
        </>
      ))}
    </svg>
  );
}
