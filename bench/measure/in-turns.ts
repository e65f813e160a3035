/**
 * Samples of each contender, in rounds: each has its turn in every round, and another begins each
 * time, so that a machine that slows down for a while slows all of them down.
 */
export async function inTurns<Name extends string, Contender, Sample>(
  rounds: number,
  contenders: Readonly<Record<Name, Contender>>,
  measure: (contender: Contender) => Sample | Promise<Sample>,
): Promise<Readonly<Record<Name, readonly Sample[]>>> {
  const names = Object.keys(contenders) as Name[];
  const samples = Object.fromEntries(names.map((name) => [name, []])) as unknown as Record<
    Name,
    Sample[]
  >;
  for (let round = 0; round < rounds; round += 1) {
    for (const name of [
      ...names.slice(round % names.length),
      ...names.slice(0, round % names.length),
    ]) {
      samples[name].push(await measure(contenders[name]));
    }
  }
  return samples;
}
