/** Missed deadlines, and what people decided about them. */
export interface SupervisionSummary {
  /** Deadlines missed in the month. */
  readonly acceptance: number;
  readonly completion: number;
  /** Still open at the end of the month, of any month. */
  readonly open: number;
  readonly units: readonly {
    readonly name: string;
    readonly acceptance: number;
    readonly completion: number;
    readonly open: number;
    readonly longest: number;
    readonly deduction: number;
  }[];
  /** The longest open ones, at most 50. */
  readonly cases: readonly SupervisionCase[];
  readonly vetoes: readonly {
    readonly unit: string;
    readonly kind: string;
    readonly state: string;
    readonly evidence: number;
    readonly reason: string | null;
  }[];
  readonly appeals: readonly { readonly label: string; readonly count: number }[];
}

export interface SupervisionCase {
  readonly caseId: string;
  readonly unit: string;
  readonly kind: 'acceptance' | 'completion';
  readonly dueOn: number;
  readonly daysOver: number;
  readonly state: 'open' | 'closed';
}
