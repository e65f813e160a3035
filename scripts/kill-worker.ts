/** Submits a batch with a journal, until it's killed. Says when it begins, and what came of it. */
import { createClient } from "verifik-flow";
import { fileJournal } from "verifik-flow/journal";
import { flowOf, type Recipe } from "../test/support/ladder.js";

export interface Order {
  readonly url: string;
  readonly token: string;
  readonly journal: string;
  readonly concurrency: number;
  readonly settlingTime: number;
  readonly recipes: readonly Recipe[];
}

const order: Order = JSON.parse(process.argv[2] ?? "");
const { url, token, journal, concurrency, settlingTime, recipes } = order;
console.log("begun");
const results = await createClient({ baseUrl: url, token }).submitAll(recipes.map(flowOf), {
  journal: fileJournal(journal),
  concurrency,
  settlingTime,
});
const ids = results.map((result) =>
  result.status === "fulfilled" ? result.value._id : `${result.reason}`,
);
console.log(JSON.stringify(ids));
