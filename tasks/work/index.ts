import "./amend";
import "./history";
import "./list";
import "./register";
import "./show";
import "./verify";
