import { partyScope } from "../shared/command/scopes";
import { setDecision } from "./decision";

setDecision(partyScope.task("reinstate", "Ends a party's suspension"), "reinstate", "Reinstated");
