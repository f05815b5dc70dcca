import { Worker } from 'node:worker_threads';
import PQueue from 'p-queue';
import type { Classification } from '../core/classification.js';
import { MinshengError } from '../core/errors.js';
import type { ClassifyOptions, RedactedText, SegmentedText, TextVersions, TextWork } from '../core/text-work.js';
import { mostDoubtful } from './cascade.js';
import type { Judged } from './classifier.js';
import { createTextEngine, type EngineAssets, sharesBudget, type TextEngine, versionsOf } from './engine.js';

export type Task = 'redact' | 'segment' | 'judge' | 'reread' | 'probabilities' | 'subjects';
export interface Request {
  readonly id: number;
  readonly task: Task;
  readonly texts: readonly string[];
}
export interface Reply {
  readonly id: number;
  readonly result?: unknown;
  readonly error?: string;
  /** Of an error that a user can act on. */
  readonly known?: Pick<MinshengError, 'kind' | 'words' | 'hint'>;
}

interface Asked {
  readonly text: string;
  readonly mayReread: boolean;
}

/** Texts that one message to a worker holds: the encoder takes a thousand times longer over each. */
const judgeTogether = 1000;
const rereadTogether = 16;

/** Lists in flight beyond those being worked on: enough to keep workers busy, few enough to bound memory. */
const waitingPerWorker = 2;

/**
 * Text work on worker threads. Results come in the order of their input, whatever worker made them, so the number of
 * threads never shows in a result.
 */
export class TextPool implements TextWork {
  readonly versions: TextVersions;
  readonly #assets: EngineAssets;
  readonly #threads: number;
  readonly #queue: PQueue;
  readonly #idle: Worker[] = [];
  readonly #all: Worker[] = [];
  #own: TextEngine | undefined;
  #next = 0;

  /** `threads` 0: everything in this thread, for tests and small filters. */
  constructor(assets: EngineAssets, threads: number) {
    this.#assets = assets;
    this.#threads = threads;
    this.#queue = new PQueue({ concurrency: Math.max(1, threads) });
    this.versions = versionsOf(assets);
  }

  /** Whether texts of one call share a budget. */
  get isCascade(): boolean {
    return sharesBudget(this.#assets);
  }

  redact(texts: readonly string[]): Promise<readonly RedactedText[]> {
    return this.#run('redact', texts) as Promise<readonly RedactedText[]>;
  }

  segment(texts: readonly string[]): Promise<readonly SegmentedText[]> {
    return this.#run('segment', texts) as Promise<readonly SegmentedText[]>;
  }

  /** The linear model (or cues) reads every distinct text, then the encoder those it doubts most, within its budget. */
  async classify(
    texts: readonly string[],
    { tell = () => undefined, mayReread }: ClassifyOptions = {},
  ): Promise<readonly Classification[]> {
    const places = new Map<string, number>();
    const distinct: Asked[] = [];
    const placeOf = texts.map((text, at) => {
      const asked = { text, mayReread: mayReread?.[at] ?? true };
      const key = `${asked.mayReread ? 1 : 0}${text}`;
      const place = places.get(key) ?? distinct.push(asked) - 1;
      places.set(key, place);
      return place;
    });
    const found = await this.#cascade(distinct, tell);
    return placeOf.map(place => found[place]!);
  }

  /** `classify`, and the subject of each text. */
  async describe(texts: readonly string[]): Promise<readonly Classification[]> {
    const [found, subjects] = await Promise.all([this.classify(texts), this.subjects(texts)]);
    return found.map((each, at) => ({ ...each, subject: subjects[at]! }));
  }

  async #cascade(asked: readonly Asked[], tell: (share: number) => void): Promise<readonly Classification[]> {
    const { encoder } = this.#assets;
    const texts = asked.map(each => each.text);
    if (encoder?.budget === null) return this.#inParts('reread', texts, rereadTogether, tell);
    const judged = await this.#inParts<Judged>('judge', texts, judgeTogether);
    const found = judged.map(each => each.found);
    if (!encoder) return found;
    const doubts = judged.map((each, at) => (asked[at]!.mayReread ? each.doubt : 0));
    const chosen = mostDoubtful(doubts, encoder.budget!);
    const doubtful = chosen.map(index => texts[index]!);
    const reread = await this.#inParts<Classification>('reread', doubtful, rereadTogether, tell);
    for (const [place, index] of chosen.entries()) found[index] = reread[place]!;
    return found;
  }

  /** Per text its subject, or null where nothing in it tells. */
  subjects(texts: readonly string[]): Promise<readonly Classification['subject'][]> {
    return this.#inParts('subjects', texts, judgeTogether);
  }

  /** Per text the probability of each theme in the taxonomy's order, thresholds aside, by the best model there is. */
  probabilities(texts: readonly string[]): Promise<readonly Float32Array[]> {
    return this.#inParts('probabilities', texts, rereadTogether);
  }

  async #inParts<Result>(
    task: Task,
    texts: readonly string[],
    size: number,
    tell: (share: number) => void = () => undefined,
  ): Promise<Result[]> {
    let done = 0;
    const part = async (from: number): Promise<Result[]> => {
      const results = (await this.#run(task, texts.slice(from, from + size))) as Result[];
      done += results.length;
      tell(done / texts.length);
      return results;
    };
    const parts: Promise<Result[]>[] = [];
    for (let from = 0; from < texts.length; from += size) parts.push(part(from));
    return (await Promise.all(parts)).flat();
  }

  async *inOrder<Item, Result>(
    items: AsyncIterable<Item>,
    work: (item: Item) => Promise<Result>,
    most = Math.max(1, this.#threads) * (1 + waitingPerWorker),
  ): AsyncGenerator<readonly [Item, Result]> {
    const started: Promise<readonly [Item, Result]>[] = [];
    for await (const item of items) {
      const result = work(item).then(found => [item, found] as const);
      result.catch(() => undefined);
      started.push(result);
      if (started.length >= most) yield await started.shift()!;
    }
    for (const result of started) yield await result;
  }

  /** Starts the workers before there is work, so that they load while files are read. */
  start(): void {
    while (this.#all.length < this.#threads) this.#idle.push(this.#start());
  }

  /** Ends the workers; the pool cannot be used after. */
  async close(): Promise<void> {
    this.#queue.clear();
    await Promise.all(this.#all.splice(0).map(worker => worker.terminate()));
  }

  #run(task: Task, texts: readonly string[]): Promise<unknown> {
    return this.#queue.add(() => (this.#threads === 0 ? this.#here(task, texts) : this.#there(task, texts)));
  }

  async #here(task: Task, texts: readonly string[]): Promise<unknown> {
    this.#own ??= createTextEngine(this.#assets);
    return this.#own[task](texts);
  }

  async #there(task: Task, texts: readonly string[]): Promise<unknown> {
    const worker = this.#idle.pop() ?? this.#start();
    const id = this.#next++;
    try {
      return await ask(worker, { id, task, texts });
    } finally {
      if (this.#all.includes(worker)) this.#idle.push(worker);
    }
  }

  #forget(worker: Worker): void {
    for (const list of [this.#all, this.#idle]) {
      const at = list.indexOf(worker);
      if (at >= 0) list.splice(at, 1);
    }
  }

  #start(): Worker {
    const worker = new Worker(new URL('./worker.js', import.meta.url), { workerData: this.#assets });
    this.#all.push(worker);
    // A worker that ends by itself is not asked again; whoever waits for it hears why (see `ask`).
    worker.on('error', () => this.#forget(worker));
    worker.on('exit', () => this.#forget(worker));
    return worker;
  }
}

function ask(worker: Worker, request: Request): Promise<unknown> {
  return new Promise((resolve, reject) => {
    const ended = (error?: unknown) => {
      worker.off('message', answered);
      worker.off('error', ended);
      worker.off('exit', exited);
      if (error) reject(error);
    };
    const exited = () =>
      ended(new MinshengError('model', 'a worker ended early', 'Run again; the work done so far is kept.'));
    const answered = (reply: Reply) => {
      ended();
      if (reply.error === undefined) resolve(reply.result);
      else if (reply.known) reject(new MinshengError(reply.known.kind, reply.known.words, reply.known.hint));
      else reject(new Error(reply.error));
    };
    worker.on('message', answered);
    worker.on('error', ended);
    worker.on('exit', exited);
    worker.postMessage(request);
  });
}
