/** Rows of counted features in one block: row r holds `features[starts[r] .. starts[r+1])`. */
export interface Matrix {
  readonly starts: Int32Array;
  readonly features: Int32Array;
  readonly values: Float32Array;
}

/** What is to be learned: per row one 0/1 per theme, the polarity's number, how much the row counts. */
export interface Labels {
  readonly themes: number;
  readonly theme: Uint8Array;
  /** Index into `polarities`. */
  readonly polarity: Uint8Array;
  readonly weight: Float32Array;
  /** The same for its polarity. */
  readonly polarityWeight: Float32Array;
}
