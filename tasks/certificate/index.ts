import "./issue";
import "./trust";
import "./verify";
