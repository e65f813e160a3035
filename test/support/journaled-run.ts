/**
 * Submits 400 flows with a journal, until it is killed. It imports packages alone, because Deno looks
 * for no TypeScript behind `.js`.
 */
import { createClient, FlowVersion, flow } from "verifik-flow";
import { fileJournal } from "verifik-flow/journal";

const {
  url = "",
  token = "",
  journal = "",
}: Record<string, string> = JSON.parse(process.argv[2] ?? "{}");
const base = flow().project("507f1f77bcf86cd799439013");
const flows = Array.from({ length: 400 }, (_, index) => base.version(FlowVersion(index + 1)));
const options = { journal: fileJournal(journal), settlingTime: 500 };
await createClient({ baseUrl: url, token }).submitAll(flows, options);
