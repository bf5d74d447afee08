import "./approve";
import "./execute";
import "./guardians";
import "./move";
import "./show";
import "./veto";
