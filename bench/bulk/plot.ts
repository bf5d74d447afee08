import * as echarts from "echarts";

import type { Row } from "../shared/row";

const WIDTH = 720;
const HEIGHT = 380;
const TIME = "time.anchor.";
const MEMORY = "memory.anchor.";

/** Time and memory against the number of works, both axes logarithmic. @returns SVG */
export function plotScale(rows: readonly Row[]): string {
  const chart = echarts.init(null, null, { renderer: "svg", ssr: true, width: WIDTH, height: HEIGHT });
  chart.setOption({
    animation: false,
    backgroundColor: "#ffffff",
    title: { text: "Works in one anchor: time and memory", left: "center" },
    legend: { bottom: 0, itemGap: 30 },
    grid: { left: 70, right: 70, top: 50, bottom: 70 },
    xAxis: { type: "log", name: "works", nameLocation: "middle", nameGap: 28, min: 1_000, max: 1_000_000 },
    yAxis: [
      { type: "log", name: "s", min: 0.1, max: 100 },
      { type: "log", name: "MiB", min: 10, max: 10_000 },
    ],
    series: [
      { name: "time in s", type: "line", data: pointsOf(rows, TIME), symbolSize: 8 },
      { name: "memory in MiB", type: "line", yAxisIndex: 1, data: pointsOf(rows, MEMORY), symbolSize: 8 },
    ],
  });
  const svg = chart.renderToSVGString();
  chart.dispose();
  return svg;
}

function pointsOf(rows: readonly Row[], prefix: string): [works: number, value: number][] {
  return rows
    .filter(({ name }) => name.startsWith(prefix))
    .map(({ name, value }) => [Number(name.slice(prefix.length)), value]);
}
