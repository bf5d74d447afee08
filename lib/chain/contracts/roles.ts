/** The roles of a deployment's AccessManager, as `contracts/access/Roles.sol` has them. */
export const ROLES = {
  ADMIN: 0n,
  ADJUDICATOR: 2n,
  GUARDIAN: 3n,
  RECOVERY: 4n,
} as const;

export type RoleName = keyof typeof ROLES;

/** The name of a role by its number; that where it has none. */
export function roleName(role: unknown): string {
  return Object.entries(ROLES).find(([, known]) => known === BigInt(String(role)))?.[0] ?? String(role);
}

/** Which role each restricted function asks for. Functions that are not named here ask for no role, or for ADMIN. */
export const FUNCTION_ROLES: Readonly<
  Record<"PartyRegistry" | "WorkRegistry" | "Recovery" | "ForeignTitles", Readonly<Record<string, RoleName>>>
> = {
  PartyRegistry: {
    appointAccreditor: "ADMIN",
    dismissAccreditor: "ADMIN",
  },
  WorkRegistry: {
    setStatus: "ADJUDICATOR",
    correctTitle: "ADJUDICATOR",
    recoverTitles: "RECOVERY",
    pause: "GUARDIAN",
    unpause: "ADMIN",
    setPauseDuration: "ADMIN",
    setBaseURI: "ADMIN",
  },
  Recovery: {
    recoverByOrder: "ADMIN",
  },
  ForeignTitles: {
    admitSource: "ADMIN",
    dismissSource: "ADMIN",
  },
};
