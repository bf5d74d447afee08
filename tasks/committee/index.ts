import "./execute";
import "./list";
import "./members";
import "./propose";
import "./show";
import "./vote";
import "./withdraw";
