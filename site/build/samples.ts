import { transformerTwoslash } from "@shikijs/vitepress-twoslash";
import type { MarkdownOptions } from "vitepress";
import { compileSample } from "./twoslasher.js";

type Transformer = NonNullable<MarkdownOptions["codeTransformers"]>[number];

const twoslash = transformerTwoslash({
  explicitTrigger: false,
  langs: ["ts"],
  langAlias: {},
  throws: true,
  twoslasher: (code: string) => compileSample(code),
}) as unknown as Transformer;

/** Compiles every `ts` block. It would let Vue read the braces of the other blocks, so they stay away from it. */
const compiled: Transformer = {
  ...twoslash,
  preprocess(code, options) {
    return this.options.lang === "ts" ? twoslash.preprocess?.call(this, code, options) : undefined;
  },
};

/** The line of an error takes the place of a line break, which whoever copies the sample would miss. */
const lineBreaks: Transformer = {
  name: "line-breaks-before-errors",
  code(code) {
    code.children = code.children.flatMap((child) =>
      child.type === "element" && String(child.properties["class"]).includes("twoslash-error-line")
        ? [
            child,
            {
              type: "element",
              tagName: "span",
              properties: { class: "line-break" },
              children: [{ type: "text", value: "\n" }],
            },
          ]
        : [child],
    );
  },
};

export const sampleTransformers: Transformer[] = [compiled, lineBreaks];
