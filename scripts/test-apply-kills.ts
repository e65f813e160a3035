/**
 * Kills `verifik-flow apply` at random moments while its server is slow, fails and cuts connections, runs it again
 * until it's done, and compares the server, the code and the lock: each flow once, and the lock true.
 *
 * `KILLS=50 npm run test:kills:apply` is quicker; `SEED=… ROUND=17 npm run test:kills:apply` repeats one round.
 */
import { type KilledApply, killedApply } from "../test/support/killed-applies.js";
import { below, randomOf } from "../test/support/random.js";

const kills = Number(process.env["KILLS"] ?? 300);
const seed = Number(process.env["SEED"] ?? Date.now() % 1_000_000);
const onlyRound = process.env["ROUND"];
const together = 6;
const mostKillsOfRound = 6;
/** The server can't be at work on a request for as long as it settles, on a busy machine too. */
const pressure = { slowest: 400, settlingTime: 1500 };

const rounds: KilledApply[] = [];
const countOf = (count: (round: KilledApply) => number) =>
  rounds.reduce((sum, round) => sum + count(round), 0);
const killCount = () => countOf((round) => round.kills);

async function play(round: number): Promise<void> {
  const random = randomOf(seed * 1000 + round);
  const played = await killedApply(random, {
    ...pressure,
    kills: 1 + below(random, mostKillsOfRound),
  });
  rounds.push(played);
  if (played.problems.length === 0) return;
  console.log(`again: SEED=${seed} ROUND=${round} npm run test:kills:apply`);
  console.log(JSON.stringify(played.settings));
  console.log(played.problems.map((problem) => `  ${problem}`).join("\n"));
}

async function playAll(): Promise<void> {
  const begun = performance.now();
  let next = 1;
  const playOn = async () => {
    while (killCount() < kills) {
      await play(next++);
      const seconds = Math.round((performance.now() - begun) / 1000);
      console.log(`${killCount()} kills in ${rounds.length} rounds, ${seconds} s`);
    }
  };
  await Promise.all(Array.from({ length: together }, playOn));
}

console.log(`seed ${seed}: SEED=${seed} npm run test:kills:apply`);
await (onlyRound === undefined ? playAll() : play(Number(onlyRound)));

const problems = rounds.flatMap((round) => round.problems);
const problemCount = (...kinds: readonly string[]) =>
  problems.filter((problem) => kinds.some((kind) => problem.startsWith(kind))).length;
console.table({
  rounds: rounds.length,
  flows: countOf((round) => round.flows),
  kills: killCount(),
  "locks that lagged behind until the next run": countOf((round) => round.lagging),
  duplicates: problemCount("duplicate"),
  losses: problemCount("loss"),
  "false or torn locks": problemCount("lock", "torn"),
  "applies that got stuck, and else": problemCount("stuck", "plan", "left"),
});
process.exitCode = problems.length > 0 ? 1 : 0;
