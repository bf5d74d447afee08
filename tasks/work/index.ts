import "./amend";
import "./claim";
import "./history";
import "./list";
import "./register";
import "./register-batch";
import "./show";
import "./verify";
