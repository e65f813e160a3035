/**
 * Takes a journal, appends a line of so many characters, says how that ended, and stays. It imports
 * packages alone, because Deno looks for no TypeScript behind `.js`.
 */
import { fileJournal } from "verifik-flow/journal";

const [, , path = "", length = "0"] = process.argv;
process.on("SIGXFSZ", () => {}); // a file that is too large is to be an error
const journal = fileJournal(path);
await journal.read();
const appended = journal.append("x".repeat(Number(length)));
console.log(
  await appended.then(
    () => "appended",
    ({ code }) => code,
  ),
);
setInterval(() => {}, 1000);
