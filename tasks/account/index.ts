import "./list";
import "./new";
import "./show";
