import "./fund";
import "./list";
import "./new";
import "./show";
