import "./check";
import "./list";
import "./show";
