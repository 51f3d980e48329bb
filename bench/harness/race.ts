import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { difference, verdict } from './agreement.ts';
import { type InputFile, writeInputs } from './inputs.ts';
import { load } from './machine.ts';
import { installedVersion, type Peer, peers } from './peers.ts';
import { bench, cache } from './places.ts';
import { type Racer, startCold, startRacer } from './racer.ts';
import type { CaseResult, SideResult } from './results.ts';
import { median } from './statistics.ts';
import type { Case, Race } from './work.ts';

/** How long and with whom. */
export interface RaceOptions {
  readonly rounds: number;
  /** Milliseconds of processor time that a side has in each round; one run at least. */
  readonly time: number;
  readonly threads: number;
  /** Names of the peers to measure; all by default. */
  readonly peers?: readonly string[] | undefined;
  /** Hears what is going on. */
  readonly log: (line: string) => void;
}

/** A side with what it has done so far. */
interface Entrant {
  readonly peer: Peer;
  readonly racer: Racer;
  /** Rounds that it takes part in: fewer if it is very slow. */
  readonly limit: number;
  /** Median of each round, in milliseconds of one call. */
  readonly rounds: number[];
  /** The same, processor time. */
  readonly processor: number[];
  runs: number;
  answer: readonly number[];
  failure?: string;
}

/** Milliseconds after which a side has had its share, if it has had some rounds. */
const patience = 10_000;
const fewest = 3;

/** The sides of a work, in the order of the peers; ours always. */
function sidesOf(race: Race, wanted: readonly string[] | undefined): { peer: Peer; module: string }[] {
  const takesPart = ({ name }: Peer): boolean =>
    name === 'heed' || ((race.peers?.includes(name) ?? true) && (wanted?.includes(name) ?? true));
  return peers
    .map((peer) => ({ peer, module: join(bench, 'works', race.folder ?? race.name, peer.side) }))
    .filter(({ peer, module }) => existsSync(module) && takesPart(peer));
}

/** Why a peer cannot take part. */
function obstacle({ needs = [] }: Race, peer: Peer): string | undefined {
  if (installedVersion(peer) === undefined) return 'not installed';
  const lack = needs.find(
    ({ peers: names, makes }) => names.includes(peer.name) && !existsSync(join(cache, makes)),
  );
  return lack && `lacks what peers/export/${lack.script} makes`;
}

/** Runs one case on all sides by turns. */
export async function runCase(race: Race, given: Case, options: RaceOptions): Promise<CaseResult> {
  const loadBefore = load();
  const inputs = writeInputs(given.inputs ?? {});
  const entrants: Entrant[] = [];
  const absent: SideResult[] = [];
  try {
    for (const { peer, module } of sidesOf(race, options.peers)) {
      try {
        const reason = obstacle(race, peer);
        if (reason !== undefined) throw new Error(reason);
        options.log(`${race.name}, ${given.name}: ${peer.name} starts`);
        const entrant = await enter(race, given, { peer, module, inputs, options });
        if (entrant !== undefined) entrants.push(entrant);
      } catch (error) {
        options.log(`  ${reasonOf(error)}`);
        absent.push({ peer: peer.name, status: reasonOf(error) });
      }
    }
    const rounds = Math.min(options.rounds, race.once ? 1 : (race.rounds ?? Number.POSITIVE_INFINITY));
    for (let round = 0; round < rounds; round++) await takeTurns(entrants, round, options.time, given);
    for (const entrant of entrants) await collect(entrant);
    const own = entrants.find(({ peer }) => peer.name === 'heed');
    const sides = entrants.map((entrant) => {
      const isComparable = given.incomparable?.includes(entrant.peer.name) !== true;
      return resultOf(entrant, isComparable ? own : undefined, race, given);
    });
    return { name: given.name, load: [loadBefore, load()], sides: [...sides, ...absent] };
  } finally {
    await Promise.all(entrants.map(({ racer }) => racer.close()));
  }
}

async function enter(
  race: Race,
  given: Case,
  by: {
    readonly peer: Peer;
    readonly module: string;
    readonly inputs: Readonly<Record<string, InputFile>>;
    readonly options: RaceOptions;
  },
): Promise<Entrant | undefined> {
  const { peer, module, inputs, options } = by;
  const setting = { threads: options.threads, ...given.setting };
  const start = race.unit === 'process' ? startCold : startRacer;
  const place = peer.place ?? race.place ?? 'process';
  const racer = await start({ peer, place, module, setting, inputs, warm: race.once !== true });
  if (racer === undefined) return undefined;
  const affordable = Math.floor(patience / Math.max(1, racer.first));
  const limit = Math.min(options.rounds, Math.max(fewest, affordable));
  return { peer, racer, limit, rounds: [], processor: [], runs: 0, answer: [] };
}

/** Who goes first changes, so that nobody always has the warmer or the cooler machine. */
async function takeTurns(
  entrants: readonly Entrant[],
  round: number,
  time: number,
  given: Case,
): Promise<void> {
  const shift = round % Math.max(1, entrants.length);
  for (const entrant of [...entrants.slice(shift), ...entrants.slice(0, shift)]) {
    if (entrant.failure !== undefined || round >= entrant.limit) continue;
    try {
      const { times, processor } = await entrant.racer.round(time);
      entrant.rounds.push(median(times) / (given.calls ?? 1));
      if (processor.length > 0) entrant.processor.push(median(processor) / (given.calls ?? 1));
      entrant.runs += times.length;
    } catch (error) {
      entrant.failure = reasonOf(error);
    }
  }
}

async function collect(entrant: Entrant): Promise<void> {
  if (entrant.failure !== undefined) return;
  try {
    entrant.answer = await entrant.racer.answer();
  } catch (error) {
    entrant.failure = reasonOf(error);
  }
}

function resultOf(
  entrant: Entrant,
  own: Entrant | undefined,
  { reference }: Race,
  { tolerance }: Case,
): SideResult {
  const { peer, failure, rounds, processor, runs, racer } = entrant;
  if (failure !== undefined) return { peer: peer.name, status: `failed: ${failure}` };
  const memory = racer.memory();
  const compared = tolerance !== undefined && own !== undefined && entrant !== own;
  const apart = compared ? difference(own.answer, entrant.answer) : undefined;
  return {
    peer: peer.name,
    version: installedVersion(peer) ?? '',
    status: verdict(apart, tolerance ?? 0, reference === undefined || reference === peer.name),
    rounds,
    processor,
    runs,
    ...(memory !== undefined && { memory }),
    ...(apart !== undefined && { difference: apart }),
  };
}

function reasonOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
