import type { Call, Chain, Code } from "./code.js";

const width = 100;
const step = "  ";

/** What no line has room for. */
const apart = "\n";

/** The declaration of a constant, with its lines broken as Biome and Prettier break them. */
export function declaration(name: string, chain: Chain): string {
  const start = `export const ${name} = `;
  return `${start}${chained(chain, width - start.length, "")};\n`;
}

/** `room` is what its first line has left; one column of the last is taken by what follows the chain. */
function chained(chain: Chain, room: number, indent: string): string {
  const { start, calls } = chain;
  const line = chainInLine(chain);
  if (fits(line, room - 1)) return line;
  const [only, ...others] = calls;
  if (only && others.length === 0) {
    return start + called(only, room - 1 - start.length, indent);
  }
  const deeper = indent + step;
  const lines = calls.map((call) => {
    const follows = call === calls.at(-1) ? 1 : 0;
    return `\n${deeper}${called(call, width - deeper.length - follows, deeper)}`;
  });
  return start + lines.join("");
}

function called({ method, argument }: Call, room: number, indent: string): string {
  const line = callInLine({ method, argument });
  if (fits(line, room) || !argument) return line;
  if (argument.kind !== "literal") return `.${method}(${broken(argument, indent)})`;
  return `.${method}(\n${indent}${step}${argument.text},\n${indent})`;
}

function broken(code: Code, indent: string): string {
  const deeper = indent + step;
  switch (code.kind) {
    case "literal":
      return code.text;
    case "list":
      return `[\n${code.items.map((item) => `${deeper}${itemOf(item, deeper)},\n`).join("")}${indent}]`;
    case "fields":
      return `{\n${code.fields.map(([name, value]) => fieldOf(name, value, deeper)).join("")}${indent}}`;
    case "callback":
      return `(${code.start}) =>\n${deeper}${chained(code, width - deeper.length, deeper)},\n${indent}`;
  }
}

function itemOf(item: Code, indent: string): string {
  const line = inLine(item);
  return fits(line, width - indent.length - 1) ? line : broken(item, indent);
}

function fieldOf(name: string, value: Code, indent: string): string {
  const line = `${indent}${name}: ${inLine(value)},\n`;
  if (fits(line.trimEnd(), width)) return line;
  const below = value.kind === "literal" ? `\n${indent}${step}` : " ";
  return `${indent}${name}:${below}${broken(value, indent)},\n`;
}

function fits(line: string, room: number): boolean {
  return line.length <= room && !line.includes(apart);
}

function inLine(code: Code): string {
  switch (code.kind) {
    case "literal":
      return code.text;
    case "list":
      return code.items.length > 1 && code.items.every(hasFields)
        ? apart
        : `[${code.items.map(inLine).join(", ")}]`;
    case "fields":
      return `{ ${code.fields.map(([name, value]) => `${name}: ${inLine(value)}`).join(", ")} }`;
    case "callback":
      return `(${code.start}) => ${chainInLine(code)}`;
  }
}

/** A list of such objects has a line for each. */
function hasFields(code: Code): boolean {
  return code.kind === "fields" && code.fields.length > 1;
}

/** Of three calls, one with more than plain values has a line of its own. */
function chainInLine({ start, calls }: Chain): string {
  const all = calls.length + (start.endsWith(")") ? 1 : 0);
  if (all > 2 && calls.some(({ argument }) => argument && isLarge(argument))) return apart;
  return start + calls.map(callInLine).join("");
}

function isLarge(argument: Code): boolean {
  if (argument.kind === "list") return argument.items.some(({ kind }) => kind === "fields");
  return argument.kind === "callback";
}

function callInLine({ method, argument }: Call): string {
  return `.${method}(${argument ? inLine(argument) : ""})`;
}
