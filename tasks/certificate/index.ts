import "./absence";
import "./follow";
import "./issue";
import "./trust";
import "./verify";
