import { AbiCoder, type Interface, keccak256, ZeroHash } from "ethers";

import type { IForeignTitles } from "../../typechain-types";
import { ARTIFACTS, MODULES } from "../chain/contracts/artifacts";
import { governance } from "../chain/contracts/governance";
import { ROLES } from "../chain/contracts/roles";

/** One call of a proposal. */
export interface ProposedCall {
  readonly target: string;
  /** Hex. */
  readonly data: string;
  /** Wei that go with it, in decimal digits. */
  readonly value: string;
}

/** The addresses that proposals are about. */
export interface Places {
  readonly manager: string;
  readonly registry: string;
  readonly parties: string;
  readonly committee: string;
  readonly seats: string;
  /** Undefined where the contract for recoveries is not deployed. */
  readonly recovery: string | undefined;
  /** The same of the contract for titles of other chains. */
  readonly foreignTitles: string | undefined;
}

/** The rules of ballots, in the contracts' units: seconds and percent. */
export interface Rules {
  readonly votingDelay: number;
  readonly votingPeriod: number;
  readonly executionDelay: number;
  readonly participation: number;
  readonly winRate: number;
}

/** A registry of another chain, and whom to believe about it, as the contract takes them. */
export interface ForeignSource {
  readonly registry: IForeignTitles.RegistryStruct;
  readonly set: IForeignTitles.TrustSetStruct;
}

const NO_DELAY = 0;

/** Calls of proposals, each by what it is for. */
export class Calls {
  constructor(private readonly places: Places) {}

  admit(member: string, weight: number): ProposedCall {
    return call(this.places.seats, governance().Seats.contract, "admit", [member, weight]);
  }

  expel(member: string): ProposedCall {
    return call(this.places.seats, governance().Seats.contract, "expel", [member]);
  }

  weigh(member: string, weight: number): ProposedCall {
    return call(this.places.seats, governance().Seats.contract, "changeWeight", [member, weight]);
  }

  rules(rules: Rules): ProposedCall {
    return call(this.places.committee, governance().Committee.contract, "setRules", [rules]);
  }

  /** The registry of parties appoints accreditors itself. @param until Unix seconds  @param scope a bit for each kind of parties */
  appoint(accreditor: string, until: number, scope: number): ProposedCall {
    return call(this.places.parties, ARTIFACTS.PartyRegistry.contract, "appointAccreditor", [accreditor, until, scope]);
  }

  /** @param reasonHash SHA-256 of the decision's file; zero where there is none */
  dismiss(accreditor: string, reasonHash: string): ProposedCall {
    return call(this.places.parties, ARTIFACTS.PartyRegistry.contract, "dismissAccreditor", [accreditor, reasonHash]);
  }

  grant(role: bigint, account: string): ProposedCall {
    return call(this.places.manager, ARTIFACTS.AccessManager.contract, "grantRole", [role, account, NO_DELAY]);
  }

  revoke(role: bigint, account: string): ProposedCall {
    return call(this.places.manager, ARTIFACTS.AccessManager.contract, "revokeRole", [role, account]);
  }

  /** The hand-over's second step: takes the role of whoever deployed. */
  accept(deployer: string): ProposedCall {
    return this.revoke(ROLES.ADMIN, deployer);
  }

  unpause(): ProposedCall {
    return call(this.places.registry, ARTIFACTS.WorkRegistry.contract, "unpause", []);
  }

  /** @param orderHash SHA-256 of the order's file */
  recover(recovery: string, lost: string, successor: string, orderHash: string): ProposedCall {
    return call(recovery, MODULES.Recovery.contract, "recoverByOrder", [lost, successor, orderHash]);
  }

  /** Before the first set of a trust file there is none. */
  admitSource(foreignTitles: string, { registry, set }: ForeignSource): ProposedCall {
    return call(foreignTitles, MODULES.ForeignTitles.contract, "admitSource", [registry, ZeroHash, set]);
  }

  dismissSource(
    foreignTitles: string,
    { registry: { chainId, registry } }: Pick<ForeignSource, "registry">,
  ): ProposedCall {
    const source = keccak256(AbiCoder.defaultAbiCoder().encode(["uint256", "address"], [chainId, registry]));
    return call(foreignTitles, MODULES.ForeignTitles.contract, "dismissSource", [source]);
  }

  /** @param seconds how long a pause lasts */
  pauseDuration(seconds: number): ProposedCall {
    return call(this.places.registry, ARTIFACTS.WorkRegistry.contract, "setPauseDuration", [seconds]);
  }
}

function call(target: string, contract: Interface, name: string, values: readonly unknown[]): ProposedCall {
  return { target, data: contract.encodeFunctionData(name, values), value: "0" };
}
