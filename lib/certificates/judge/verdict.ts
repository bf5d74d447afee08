/**
 * What a verifier says of a certificate, and how `certificate verify` ends when it does. Nothing but VALID ends with 0: whoever
 * asks for a title is not to take another statement for one.
 */
export const VERDICTS = {
  valid: 0,
  altered: 10,
  "not this file": 11,
  "signers unknown": 12,
  "not enough signers": 13,
  annulled: 14,
  "on hold": 15,
  stale: 16,
  "later format": 17,
  provisional: 18,
  anchored: 19,
  "no title": 20,
} as const;

export type Verdict = keyof typeof VERDICTS;
