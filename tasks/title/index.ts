import "./accept";
import "./decline";
import "./offer";
import "./show";
import "./withdraw";
