import { setDecision } from "../shared/party-decision";
import { partyScope } from "../shared/scopes";

setDecision(partyScope.task("suspend", "Stops a party for a time"), "suspend", "Suspended");
