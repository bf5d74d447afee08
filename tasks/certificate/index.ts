import "./export";
import "./issue";
import "./trust";
import "./verify";
