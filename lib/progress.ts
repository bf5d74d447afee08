/** How far a long job is. */
export interface Progress {
  /** What is being done: "Hashing". */
  readonly stage: string;
  readonly done: number;
  /** Undefined where nobody knows yet how much there is. */
  readonly total: number | undefined;
  /** What is counted: "rows", "bytes", "works". */
  readonly unit: string;
}

/** Is told now and then how far a job is. */
export type OnProgress = (progress: Progress) => void;
