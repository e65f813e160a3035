import { readdirSync, readFileSync } from "node:fs";

/** `SAMPLE=5 npm run test:mutants` changes a random fifth of the code, in blocks of lines. */
const oneIn = Number(process.env.SAMPLE ?? 1);
const linesOfBlock = 12;

const rooms = ["check", "model", "compose", "http", "client", "journal"];
const files = rooms.flatMap((room) =>
  readdirSync(`src/${room}`, { recursive: true })
    .filter((name) => name.endsWith(".ts"))
    .map((name) => `src/${room}/${name}`),
);
const blocks = files.flatMap((file) => {
  const lines = readFileSync(file, "utf8").split("\n").length;
  const starts = Array.from({ length: Math.ceil(lines / linesOfBlock) }, (_, index) => index);
  return starts.map((index) => {
    const first = index * linesOfBlock + 1;
    return `${file}:${first}-${Math.min(first + linesOfBlock, lines)}`;
  });
});

export default {
  mutate: oneIn === 1 ? files : blocks.filter(() => Math.random() < 1 / oneIn),
  testRunner: "vitest",
  vitest: { configFile: "stryker.vitest.config.ts" },
  tsconfigFile: "none",
  concurrency: 2,
  reporters: ["clear-text", "progress"],
  clearTextReporter: { logTests: false },
  thresholds: { high: 95, low: 90, break: 90 },
};
