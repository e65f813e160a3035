/** Submits 400 flows with a journal, until it is killed. */
import { createClient } from "verifik-flow";
import { fileJournal } from "verifik-flow/journal";
import { numbered } from "./numbered.js";

const {
  url = "",
  token = "",
  journal = "",
}: Record<string, string> = JSON.parse(process.argv[2] ?? "{}");
await createClient({ baseUrl: url, token }).submitAll(numbered(400), {
  journal: fileJournal(journal),
});
