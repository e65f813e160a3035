import { styleText } from "node:util";

/** Where a command's words and its JSON go. */
export interface Output {
  /** For people: stdout, or stderr while stdout carries JSON. */
  say(text: string): void;
  /** For people, about what went wrong: always stderr. */
  warn(text: string): void;
  /** A line that is replaced by the next one on a terminal; a plain line elsewhere, the first time. */
  progress(text: string): void;
  paint(style: Style, text: string): string;
}

export type Style = "bold" | "dim" | "red" | "green" | "yellow";

type Stream = Pick<NodeJS.WriteStream, "write" | "isTTY">;

/** The output of this process. */
export function outputOf(
  {
    stdout,
    stderr,
    env,
  }: { readonly stdout: Stream; readonly stderr: Stream; readonly env: NodeJS.ProcessEnv },
  isJson: boolean,
): Output {
  const forPeople = isJson ? stderr : stdout;
  const painted = wantsColors(forPeople, env);
  let pending = false;
  const clear = () => {
    if (pending) stderr.write("\r\u001b[K");
    pending = false;
  };
  return {
    say(text) {
      clear();
      forPeople.write(`${harmless(text)}\n`);
    },
    warn(text) {
      clear();
      stderr.write(`${harmless(text)}\n`);
    },
    progress(text) {
      clear();
      pending = stderr.isTTY === true;
      stderr.write(pending ? text : `${text}\n`);
    },
    paint: (style, text) => (painted ? styleText(style, text, { validateStream: false }) : text),
  };
}

/** Text in which nothing but the styles of {@link Output.paint} can move, hide or reorder what a terminal shows. */
function harmless(text: string): string {
  const controls = /\p{Cc}(\[(?:[12]|22|3[1-39])m)?|\p{Bidi_Control}/gu;
  return text.replace(controls, (control, style = "") => {
    const [code = ""] = control;
    if (code === "\n" || (code === "\u001b" && style !== "")) return control;
    return `\\u${code.charCodeAt(0).toString(16).padStart(4, "0")}${style}`;
  });
}

/** `NO_COLOR` wins over `FORCE_COLOR`, which wins over what the stream is. */
function wantsColors(
  { isTTY }: Stream,
  { NO_COLOR, FORCE_COLOR, TERM }: NodeJS.ProcessEnv,
): boolean {
  if (NO_COLOR) return false;
  if (FORCE_COLOR !== undefined && FORCE_COLOR !== "") return FORCE_COLOR !== "0";
  return isTTY === true && TERM !== "dumb";
}
