import { getAddress } from "ethers";

import type { Colophon } from "../../chain/contracts/colophon";
import { validatorsOf } from "../../chain/rpc/validators";
import { ColophonError } from "../../errors";
import { registryOf } from "../checkpoints";
import { type Trust, TRUST_FORMAT } from "../trust";
import { contractsAmong } from "./contracts-among";

/** Whom a chain itself names: a beginning, which whoever trusts must compare with what the consortium publishes elsewhere. */
export interface Named {
  readonly members?: readonly Party[] | undefined;
  /** Those members who can sign no block: contracts have no key. */
  readonly withoutKey?: readonly Party[] | undefined;
  readonly validators?: readonly Party[] | undefined;
}

type Party = NonNullable<Trust["validators"]>[number];

/**
 * Whom a chain names as of a block.
 * @param members the addresses of the committee's members; empty where there is no committee
 * @param block undefined is the newest
 * @throws ColophonError, exit code 2, where it names neither members nor validators
 */
export async function namedBy(
  { provider }: Pick<Colophon, "provider">,
  members: readonly string[],
  block?: number,
): Promise<Named> {
  const validators = await validatorsOf(provider, block);
  const parties = members.map(partyOf("member"));
  const withoutKey = await contractsAmong({ provider }, parties);
  const canSign = withoutKey.length < parties.length;
  if (!canSign && validators === undefined) {
    const committee = members.length === 0 ? "it has no committee" : "all members of its committee are contracts";
    throw new ColophonError(`The chain names nobody to trust: ${committee}, and its node names no validators`, {
      code: "NobodyToTrust",
      advice: "Write the trust file by hand, as docs/certificates.md shows.",
      exitCode: 2,
    });
  }
  return {
    members: parties.length === 0 ? undefined : parties,
    withoutKey,
    validators: validators?.accounts.map(partyOf("validator")),
  };
}

/** By which rule members count. */
export interface Rule {
  /** How many it takes; default: more than half, or all who can sign where these are fewer. */
  readonly threshold?: number | undefined;
  /** Whether they must sign with their post-quantum keys as well; validators, whose seals are one signature, are left out then. */
  readonly secondSignature?: boolean | undefined;
}

/**
 * The trust file that a node's answers make.
 * @throws ColophonError, exit code 2, where the threshold is no number of members, or one of them has no second key and needs it
 */
export async function trustNamed(
  colophon: Pick<Colophon, "chainId" | "deployment" | "registry">,
  { members = [], withoutKey = [], validators }: Named,
  { threshold, secondSignature = false }: Rule = {},
): Promise<Trust> {
  const able = ableAmong(members, withoutKey);
  const takes = threshold ?? Math.min(Math.floor(members.length / 2) + 1, able.length);
  // Of a committee of contracts alone the validators' word is all there is.
  const isAsked = able.length > 0 || threshold !== undefined || secondSignature;
  const isCounted = members.length > 0 && isAsked;
  if (isCounted) requireCountable(takes, { members, withoutKey }, secondSignature);
  // Who never has a second key is not listed where each must have one.
  const listed = secondSignature ? able : members;
  const keys = listed.map(({ mlDsa44, ...member }) => ({ ...member, ...(mlDsa44 !== undefined && { mlDsa44 }) }));
  const required = secondSignature ? ({ secondSignature: "required" } as const) : {};
  return {
    ...(await deploymentTrusted(colophon)),
    ...(isCounted ? { members: { threshold: takes, ...required, keys } } : {}),
    ...(validators === undefined || secondSignature ? {} : { validators: [...validators] }),
  };
}

/** What a node says that the registry was deployed with, as a trust file that names nobody: by whom who believes the node judges. */
export async function deploymentTrusted({
  chainId,
  deployment,
  registry,
}: Pick<Colophon, "chainId" | "deployment" | "registry">): Promise<Trust> {
  return {
    format: TRUST_FORMAT,
    registry: registryOf({ chainId, deployment }),
    deployment: {
      parties: deployment.PartyRegistry.address,
      revealWindow: Number(await registry.REVEAL_WINDOW()),
    },
  };
}

/** @throws ColophonError, exit code 2, where so many of these members cannot be counted */
export function requireCountable(
  threshold: number,
  { members = [], withoutKey = [] }: Pick<Named, "members" | "withoutKey">,
  secondSignature: boolean,
): void {
  const able = ableAmong(members, withoutKey);
  const without = secondSignature ? able.find(({ mlDsa44 }) => mlDsa44 === undefined) : undefined;
  if (without !== undefined) {
    throw new ColophonError(`${without.name} (${without.address}) has registered no post-quantum key`, {
      code: "NoSecondKey",
      advice: "Ask it to make one (checkpoint key) and to register it with its identity (identity delegate --key).",
      exitCode: 2,
    });
  }
  if (threshold >= 1 && threshold <= able.length) return;
  const others = able.length < members.length ? `, of whom ${able.length} can sign: the others are contracts` : "";
  throw new ColophonError(
    `--threshold ${threshold} is not a number of members: the committee has ${members.length}${others}`,
    {
      code: "ThresholdOutOfRange",
      advice: "Name at least one, and at most as many as can sign.",
      exitCode: 2,
    },
  );
}

/** Those members who can sign blocks. */
export function ableAmong(members: readonly Party[], withoutKey: readonly Party[] = []): Party[] {
  const unable = new Set(withoutKey.map(({ address }) => address.toLowerCase()));
  return members.filter(({ address }) => !unable.has(address.toLowerCase()));
}

function partyOf(kind: string): (address: string, index: number) => Party {
  return (address, index) => ({ name: `${kind} ${index + 1}`, address: getAddress(address) });
}
