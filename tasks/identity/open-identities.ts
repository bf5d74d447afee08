/** Credentials need them as well. */
export { identityAddress, openIdentities } from "../shared/open/identities";
