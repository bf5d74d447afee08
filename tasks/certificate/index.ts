import "./absence";
import "./export";
import "./follow";
import "./issue";
import "./trust";
import "./verify";
