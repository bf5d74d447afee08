import "./accept";
import "./decline";
import "./foreign";
import "./offer";
import "./show";
import "./withdraw";
