import { ColophonError } from "../../errors";

/** What a role's account is called in the environment, where the network takes it from there. */
const VARIABLES: Readonly<Record<string, string>> = {
  deployer: "COLOPHON_DEPLOYER",
  accreditor: "COLOPHON_ACCREDITOR",
  adjudicator: "COLOPHON_ADJUDICATOR",
  guardian: "COLOPHON_GUARDIAN",
};

type NamedAccounts = () => Promise<Record<string, string | undefined>>;

/** The address of a named account; throws where the network has none of that name. */
export async function namedAccount(getNamedAccounts: NamedAccounts, name: string): Promise<string> {
  const address = (await getNamedAccounts())[name];
  if (address === undefined) {
    throw new ColophonError(`This network has no account "${name}"`, {
      code: "NoNamedAccount",
      advice: `Set ${VARIABLES[name] ?? name} in .env (see .env.example).`,
      exitCode: 2,
    });
  }
  return address;
}
