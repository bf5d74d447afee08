import { setDecision } from "./give";

setDecision("reinstate", "Puts annulled titles in force again, by order");
