import "./approve";
import "./execute";
import "./guardians";
import "./move";
import "./order";
import "./show";
import "./veto";
