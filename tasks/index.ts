/** Every task of the product. */
import "./account";
import "./batch";
import "./certificate";
import "./chain";
import "./checkpoint";
import "./credential";
import "./identity";
import "./key";
import "./log";
import "./order";
import "./committee";
import "./party";
import "./recovery";
import "./status";
import "./title";
import "./work";
