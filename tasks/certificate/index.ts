import "./absence";
import "./carry";
import "./export";
import "./follow";
import "./issue";
import "./print";
import "./trust";
import "./verify";
