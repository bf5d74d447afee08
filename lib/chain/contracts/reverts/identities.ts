import type { Sentences } from "./sentence";

const show = (identity: unknown): string => `Look at it with: npx hardhat identity show --identity ${identity}`;

/** What every error of the registry of identities means, in words, as `reverts.ts` has them for the others. */
export const IDENTITY_SENTENCES: Sentences = {
  IdentityRegistryNotController: ([identity, controller, caller]) => ({
    message: `The identity ${identity} is controlled by ${controller}, not by ${caller}`,
    advice:
      "Use its controller's account with --account. A signed change is good once, on one chain, as long as its signer is in control.",
  }),
  IdentityRegistryDeactivated: ([identity]) => ({
    message: `The identity ${identity} was deactivated, which is for good`,
    advice: "Whoever it belonged to goes on with another account.",
  }),
  IdentityRegistryValidity: ([validity, maximum]) => ({
    message: `An identity names nothing for ${validity} s; 1 to ${maximum} s are allowed`,
    advice: "Give another end with --until.",
  }),
  IdentityRegistryNotDelegate: ([identity, , delegate]) => ({
    message: `The account ${delegate} is no delegate of the identity ${identity}, or its time has ended`,
    advice: show(identity),
  }),
  IdentityRegistryNotAttribute: ([identity]) => ({
    message: `The identity ${identity} does not name what is to be taken back, or its time has ended`,
    advice: show(identity),
  }),
};
