import "./issue";
import "./verify";
