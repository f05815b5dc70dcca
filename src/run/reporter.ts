/** What the runner tells while it runs; the command line decides how it looks. */
export interface Reporter {
  stageStarted(stage: string): void;
  /** `total` 0: not known. */
  progress(stage: string, done: number, total: number): void;
  note(stage: string, line: string): void;
  stageEnded(outcome: StageOutcome): void;
}

export interface StageOutcome {
  readonly stage: string;
  readonly state: 'done' | 'skipped' | 'failed';
  readonly rowsIn: number;
  readonly rowsOut: number;
  readonly seconds: number;
}

export const silentReporter: Reporter = {
  stageStarted: () => undefined,
  progress: () => undefined,
  note: () => undefined,
  stageEnded: () => undefined,
};
