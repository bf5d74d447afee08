import { partyScope } from "../shared/command/scopes";
import { setDecision } from "./decision";

setDecision(partyScope.task("suspend", "Stops a party for a time"), "suspend", "Suspended");
