import { setDecision } from "./give";

setDecision("correct", "Moves titles by order, against their owners' will if need be");
