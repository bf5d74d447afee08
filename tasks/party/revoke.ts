import { setDecision } from "../shared/party-decision";
import { partyScope } from "../shared/scopes";

setDecision(
  partyScope.task("revoke", "Ends an accreditation; the account can be accredited anew"),
  "revoke",
  "Revoked",
);
