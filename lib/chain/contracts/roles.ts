/** The roles of a deployment's AccessManager, as `contracts/access/Roles.sol` has them. */
export const ROLES = {
  ADMIN: 0n,
  ACCREDITOR: 1n,
  ADJUDICATOR: 2n,
  GUARDIAN: 3n,
} as const;

export type RoleName = keyof typeof ROLES;

/** Which role each restricted function asks for. Functions that are not named here ask for no role, or for ADMIN. */
export const FUNCTION_ROLES: Readonly<Record<"PartyRegistry" | "WorkRegistry", Readonly<Record<string, RoleName>>>> = {
  PartyRegistry: {
    accredit: "ACCREDITOR",
    renew: "ACCREDITOR",
    suspend: "ACCREDITOR",
    reinstate: "ACCREDITOR",
    revoke: "ACCREDITOR",
  },
  WorkRegistry: {
    setStatus: "ADJUDICATOR",
    correctTitle: "ADJUDICATOR",
    pause: "GUARDIAN",
    unpause: "ADMIN",
    setPauseDuration: "ADMIN",
    setBaseURI: "ADMIN",
  },
};
