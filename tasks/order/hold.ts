import { setDecision } from "./give";

setDecision("hold", "Holds titles by order: they stay where they are until another order");
