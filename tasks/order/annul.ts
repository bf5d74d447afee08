import { setDecision } from "./give";

setDecision("annul", "Annuls titles by order; nobody can register these works again");
