import "./absence";
import "./export";
import "./follow";
import "./issue";
import "./print";
import "./trust";
import "./verify";
