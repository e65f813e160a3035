/** The rooms of the house, from the bottom up, and what each of them may know. */
const rooms = {
  check: [],
  model: ["check"],
  http: [],
  compose: ["model", "check"],
  read: ["model", "check"],
  compare: ["model", "check"],
  print: ["model", "check"],
  client: ["http", "model", "check"],
  flows: ["client", "read", "compare", "print", "compose", "http", "model", "check"],
  journal: ["client", "model"],
  emulator: ["flows", "client", "model", "check"],
  config: ["flows", "model"],
  cli: ["config", "emulator", "journal", "flows", "client", "compare", "model", "check"],
};

const knowsOnly = Object.entries(rooms).map(([room, known]) => ({
  name: `${room}-knows-only-${known.join("-") || "itself"}`,
  comment: "Imports, of types too, only point down the list of rooms in CONTRIBUTING.md.",
  severity: "error",
  from: { path: `^src/${room}/` },
  to: { path: "^src/", pathNot: `^src/(${[room, ...known].join("|")})/` },
}));

const files = Object.keys(rooms).join("|");

export default {
  forbidden: [
    ...knowsOnly,
    {
      name: "every-file-has-a-room",
      comment: "A new room needs a line here, and one in CONTRIBUTING.md.",
      severity: "error",
      from: { path: "^src/", pathNot: `^src/(index\\.ts$|(${files})/)` },
      to: {},
    },
    {
      name: "no-circle",
      comment: "Two files that import each other are one thought in two places.",
      severity: "error",
      from: {},
      to: { circular: true },
    },
  ],
  options: {
    parser: "tsc",
    tsPreCompilationDeps: true,
    tsConfig: { fileName: "tsconfig.json" },
    doNotFollow: { path: "node_modules" },
  },
};
