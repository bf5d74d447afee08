import "./absence";
import "./issue";
import "./trust";
import "./verify";
