import { partyScope } from "../shared/command/scopes";
import { setDecision } from "./decision";

setDecision(
  partyScope.task("revoke", "Ends an accreditation; the account can be accredited anew"),
  "revoke",
  "Revoked",
);
