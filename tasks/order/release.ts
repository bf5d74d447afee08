import { setDecision } from "./give";

setDecision("release", "Releases held titles by order");
