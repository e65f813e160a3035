/**
 * The library's own sentence in a message of the compiler, which wraps it: "Argument of type '0.4' is not
 * assignable to parameter of type '"0.4 is out of range: expected 0.5 to 1"'."
 */
export function sentenceIn(message: string): string {
  const quoted = [...message.matchAll(/'"((?:[^"\\]|\\.)+)"'/g)].map(([, sentence]) => sentence);
  const sentence = quoted.find((text) => text?.includes(" "));
  return sentence ? sentence.replace(/\\(.)/g, "$1") : message;
}
