import { Contract } from "ethers";

import type { Committee } from "../../../typechain-types";
import { type Artifact, MODULES } from "../contracts/artifacts";
import { governance } from "../contracts/governance";
import { checkCode } from "./code";
import type { DeployedPatient, Finding } from "./finding";

/** Compares the code of every module that the network has, and of the committee and its seats, with that of this version. */
export async function checkModules({ provider, modules }: DeployedPatient): Promise<Finding[]> {
  const known: Readonly<Record<keyof typeof modules, Artifact>> = { ...MODULES, Committee: governance().Committee };
  const findings: Finding[] = [];
  for (const [name, artifact] of Object.entries(known)) {
    // Object.entries forgets the names.
    const deployed = modules[name as keyof typeof modules];
    if (deployed !== undefined) findings.push(await checkCode(provider, name, deployed.address, artifact));
  }
  if (modules.Committee === undefined || findings.at(-1)?.verdict === "failed") return findings;
  // A Contract answers by its ABI; the types are made from the same ABI by TypeChain.
  const { contract } = governance().Committee;
  const committee = new Contract(modules.Committee.address, contract, provider) as unknown as Committee;
  return [...findings, await checkCode(provider, "Seats", await committee.seats(), governance().Seats)];
}
