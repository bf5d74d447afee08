/**
 * What is wrong with a proof. `malformed`: its bytes are not of the form that they should have; `root`: they lead elsewhere;
 * `absent`: they lead to the root, and what should be there is not; `left-over`: they hold more than the proof needs.
 */
export type ProofFault = "malformed" | "root" | "absent" | "left-over";

/** A proof that does not hold; the message says which part of it, for a person. */
export class ProofError extends Error {
  override readonly name = "ProofError";
  readonly fault: ProofFault;

  constructor(fault: ProofFault, message: string, cause?: unknown) {
    super(message, cause === undefined ? {} : { cause });
    this.fault = fault;
  }
}
