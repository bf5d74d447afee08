import type { Ask } from "./refusal";

/** What EIP-2929 takes less where an account or a slot was touched before: FISCO BCOS takes the full price every time. */
const WARM_ACCOUNT = 2_500n;
const WARM_SLOT = 2_000n;
const COLD_SLOT = 2_100n;

const COLD_SLOAD = 2_100;
const COLD_ACCOUNT = 2_600;
const WARM_READ = 100;
/** What storing costs where the slot was touched before (EIP-2200 with EIP-2929): nothing changes, reset, set. */
const WARM_SSTORE = [100, 2_900, 20_000];
const ACCOUNT_READS = ["BALANCE", "EXTCODESIZE", "EXTCODEHASH"];
const CALLS = ["CALL", "STATICCALL", "DELEGATECALL", "CALLCODE"];

/** One step of a trace. */
interface Step {
  readonly op: string;
  readonly gas: number;
  readonly gasCost: number;
  readonly depth: number;
}

/** Lean traces: a call of 555 works has some hundred thousand steps. */
const TRACE_OPTIONS = { disableStack: true, disableMemory: true, disableStorage: true };

/** What a call costs on FISCO BCOS. */
export interface ColdGas {
  /** Gas used here, where what was touched before is cheaper. */
  readonly used: bigint;
  /** What FISCO BCOS takes beside that. */
  readonly surcharge: bigint;
}

/** Runs a call and counts its warm accesses. @returns undefined where it would fail: then it has no price */
export async function coldGas(chain: Ask, call: unknown): Promise<ColdGas | undefined> {
  // What debug_traceCall gives.
  const trace = (await chain("debug_traceCall", [call, "latest", TRACE_OPTIONS]).catch(() => undefined)) as
    | { readonly failed: boolean; readonly gas: number; readonly structLogs: readonly Step[] }
    | undefined;
  if (trace === undefined || trace.failed) return undefined;
  return { used: BigInt(trace.gas), surcharge: surchargeOf(trace.structLogs) };
}

/** What the steps of a trace cost more where nothing is ever warm. */
export function surchargeOf(steps: readonly Step[]): bigint {
  let surcharge = 0n;
  for (const [index, step] of steps.entries()) surcharge += surchargeOfStep(step, steps[index + 1]);
  return surcharge;
}

function surchargeOfStep({ op, gasCost, depth }: Step, next: Step | undefined): bigint {
  if (op === "SLOAD") return gasCost < COLD_SLOAD ? WARM_SLOT : 0n;
  if (op === "SSTORE") return WARM_SSTORE.includes(gasCost) ? COLD_SLOT : 0n;
  if (ACCOUNT_READS.includes(op)) return gasCost === WARM_READ ? WARM_ACCOUNT : 0n;
  if (!CALLS.includes(op)) return 0n;
  // The price of a call includes what it hands on.
  const handedOn = next !== undefined && next.depth > depth ? next.gas : 0;
  return gasCost - handedOn < COLD_ACCOUNT ? WARM_ACCOUNT : 0n;
}
