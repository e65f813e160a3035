import {
  autocompletion,
  type CompletionContext,
  closeBrackets,
  closeBracketsKeymap,
  completionKeymap,
} from "@codemirror/autocomplete";
import { defaultKeymap, history, historyKeymap } from "@codemirror/commands";
import { javascript } from "@codemirror/lang-javascript";
import {
  bracketMatching,
  HighlightStyle,
  indentOnInput,
  syntaxHighlighting,
} from "@codemirror/language";
import { type Diagnostic, lintKeymap, setDiagnostics } from "@codemirror/lint";
import { EditorState } from "@codemirror/state";
import { activateHover, EditorView, hoverTooltip, keymap, lineNumbers } from "@codemirror/view";
import { tags } from "@lezer/highlight";
import type { Completion, Hover, Problem } from "../compiler/answers.js";

interface EditorSettings {
  readonly parent: HTMLElement;
  readonly code: string;
  readonly onChange: (code: string) => void;
  readonly hover: (code: string, position: number) => Promise<Hover | undefined>;
  readonly complete: (code: string, position: number) => Promise<readonly Completion[]>;
}

/** The colours are variables of the page's style sheet, which knows light and dark. */
const colours = HighlightStyle.define([
  { tag: [tags.keyword, tags.operatorKeyword], color: "var(--code-keyword)" },
  { tag: [tags.string, tags.special(tags.string)], color: "var(--code-string)" },
  { tag: [tags.number, tags.bool, tags.null], color: "var(--code-number)" },
  { tag: [tags.comment], color: "var(--code-comment)" },
  {
    tag: [tags.function(tags.variableName), tags.function(tags.propertyName)],
    color: "var(--code-function)",
  },
  { tag: [tags.typeName, tags.className], color: "var(--code-type)" },
]);

export function createEditor(settings: EditorSettings): EditorView {
  const { parent, code, onChange } = settings;
  return new EditorView({
    parent,
    state: EditorState.create({
      doc: code,
      extensions: [
        lineNumbers(),
        history(),
        indentOnInput(),
        bracketMatching(),
        closeBrackets(),
        javascript({ typescript: true }),
        syntaxHighlighting(colours),
        autocompletion({ override: [(context) => completions(settings, context)] }),
        hoverTooltip((view, position) => tooltip(settings, view, position)),
        // Tab is not among the keys: it leaves the editor.
        keymap.of([
          { key: "Mod-i", run: readHover, preventDefault: true },
          ...closeBracketsKeymap,
          ...defaultKeymap,
          ...historyKeymap,
          ...completionKeymap,
          ...lintKeymap,
        ]),
        EditorView.contentAttributes.of({
          "aria-label": "A flow in TypeScript",
          tabindex: "0",
          spellcheck: "false",
        }),
        EditorView.updateListener.of((update) => {
          if (update.docChanged) onChange(update.state.doc.toString());
        }),
      ],
    }),
  });
}

export function showProblems(view: EditorView, problems: readonly Problem[]): void {
  const { length } = view.state.doc;
  const diagnostics = problems.map(({ from, to, message }): Diagnostic => {
    return { from: Math.min(from, length), to: Math.min(to, length), severity: "error", message };
  });
  view.dispatch(setDiagnostics(view.state, diagnostics));
}

/** What the mouse is shown, where the cursor stands. */
function readHover(view: EditorView): boolean {
  const { head } = view.state.selection.main;
  activateHover(view, view.state.wordAt(head)?.from ?? head, 1, {
    until: ({ docChanged, selection }) => docChanged || selection !== undefined,
  });
  return true;
}

/** Where a word or a text begins; behind a dot or a quotation mark, an empty one. */
const wordStart = /[\w$]*$/;

async function completions({ complete }: EditorSettings, context: CompletionContext) {
  const text = context.state.doc.toString();
  const before = text.slice(0, context.pos);
  const [word = ""] = wordStart.exec(before) ?? [];
  if (word === "" && !context.explicit && !/[."']$/.test(before)) return null;
  const options = await complete(text, context.pos);
  if (context.aborted || options.length === 0) return null;
  return {
    from: context.pos - word.length,
    options: options.map(({ label, kind }) => ({ label, type: kind === "string" ? "text" : kind })),
    validFor: /^[\w$]*$/,
  };
}

async function tooltip({ hover }: EditorSettings, view: EditorView, position: number) {
  const found = await hover(view.state.doc.toString(), position);
  if (!found) return null;
  const { from, to, type, comment } = found;
  return { pos: from, end: to, above: true, create: () => ({ dom: hoverElement(type, comment) }) };
}

function hoverElement(type: string, comment: string): HTMLElement {
  const element = document.createElement("div");
  element.className = "play-hover";
  const code = element.appendChild(document.createElement("code"));
  code.textContent = type;
  if (comment) element.appendChild(document.createElement("p")).textContent = comment;
  return element;
}
