import { KEY_KINDS } from "../../lib/chain/contracts/enums";
import { keyKindNumber } from "../../lib/keys/public-key";
import type { Call, KeyStage } from "../../test/identity/keys";
import { makeKey } from "../../test/shared/keys";
import { gasOf } from "../shared/gas-of";
import type { Row } from "../shared/row";
import { gasRow, steadyClaim, steadyHash, type Subjects } from "./subjects";

/** The last second that four bytes can tell. */
const FAR = 2 ** 32 - 1;
const DEED = steadyHash("deed of a key");
const STEPS = ["register", "offerTitle", "acceptTitle"] as const;

/** Who owns titles, and how it makes its calls. */
interface Owner {
  readonly name: string;
  readonly address: string;
  readonly send: (call: Call) => Promise<number>;
}

type Steps = Readonly<Record<(typeof STEPS)[number], number>>;

/**
 * What an owner pays whose key is of another kind, beside a plain account. Keys and signatures are others in every run: the
 * figures differ by what their zero bytes save, and those of P-256 by the work that a signature makes.
 */
export async function measureKeys(subjects: Subjects): Promise<Row[]> {
  const { hre, accounts } = subjects;
  // Not above: it takes the chain that is there when it is loaded.
  const { accountFor, relay } = await import("../../test/identity/keys");
  await hre.deployments.run(["KeyAccounts"], { resetMemory: false, writeDeploymentsToFiles: false });
  const { address } = await hre.deployments.get("KeyAccounts");
  const keyAccounts = await hre.ethers.getContractAt("KeyAccounts", address, accounts.stranger);
  const { chainId } = await hre.ethers.provider.getNetwork();
  const stage: KeyStage = { ...subjects, keyAccounts, chainId };

  const { aurora } = accounts;
  const plain = await measureSteps(subjects, {
    name: "plain",
    address: aurora.address,
    send: ({ target, data }) => gasOf(aurora.sendTransaction({ to: target, data })),
  });
  const rows: Row[] = [];
  for (const kind of KEY_KINDS) {
    const key = await makeKey(kind);
    const create = await gasOf(keyAccounts.create(keyKindNumber(kind), key.publicKey));
    const account = await accountFor(stage, key);
    await admitted(subjects, await account.getAddress());
    const own = await measureSteps(subjects, {
      name: kind,
      address: await account.getAddress(),
      send: (call) => gasOf(relay(account, key, call)),
    });
    rows.push(gasRow(`key.${kind}.create`, create));
    for (const step of STEPS) {
      rows.push(gasRow(`key.${kind}.${step}`, own[step], null, [{ name: "a plain account", value: plain[step] }]));
    }
  }
  return rows;
}

async function admitted(subjects: Subjects, account: string): Promise<void> {
  const { admit } = await import("../../test/shared/fixture");
  await admit(subjects, account);
}

/** An owner who holds other titles registers a work, offers it, and accepts another. */
async function measureSteps({ hre, registry, accounts }: Subjects, owner: Owner): Promise<Steps> {
  const { borealis } = accounts;
  const target = await registry.getAddress();
  const call = (data: string): Call => ({ target, data });
  const { interface: abi } = registry;
  const register = (work: string): Promise<number> =>
    owner.send(call(abi.encodeFunctionData("register", [steadyClaim(owner.address, work)])));

  await register(`${owner.name}: first`);
  const own = `${owner.name}: own`;
  const registered = await register(own);
  const { contentHash: owned } = steadyClaim(owner.address, own);
  const bought = steadyClaim(borealis.address, `${owner.name}: bought`);
  await registry.connect(borealis).register(bought);
  await registry.connect(borealis).offerTitle(bought.contentHash, owner.address, DEED, FAR);
  await hre.network.provider.send("evm_increaseTime", [Number(await registry.REVEAL_WINDOW())]);
  await hre.network.provider.send("evm_mine");
  const offer = abi.encodeFunctionData("offerTitle", [owned, borealis.address, DEED, FAR]);
  const offered = await owner.send(call(offer));
  const accept = abi.encodeFunctionData("acceptTitle", [bought.contentHash, DEED]);
  return { register: registered, offerTitle: offered, acceptTitle: await owner.send(call(accept)) };
}
