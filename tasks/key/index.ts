import "./create";
import "./prepare-accept";
import "./prepare-apply";
import "./prepare-guardians";
import "./prepare-offer";
import "./prepare-register";
import "./send";
import "./show";
