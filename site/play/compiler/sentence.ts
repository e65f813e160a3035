const quoted = String.raw`'"((?:[^"\\]|\\.)+)"`;
const wanted = new RegExp(`to (?:parameter of )?type ${quoted}|Type ${quoted}' has no call`, "g");

/**
 * The library's own sentence in a message of the compiler, which wraps it: "Argument of type '0.4' is not
 * assignable to parameter of type '"0.4 is out of range: expected 0.5 to 1"'." What is given may be a sentence too.
 */
export function sentenceIn(message: string): string {
  const sentence = [...message.matchAll(wanted)]
    .map(([, parameter, called]) => parameter ?? called)
    .find((text) => text?.includes(" "));
  return sentence ? sentence.replace(/\\(.)/g, "$1") : message;
}
