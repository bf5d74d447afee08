import { setDecision } from "../shared/party-decision";
import { partyScope } from "../shared/scopes";

setDecision(partyScope.task("reinstate", "Ends a party's suspension"), "reinstate", "Reinstated");
