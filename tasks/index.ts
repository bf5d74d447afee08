/** Every task of the product. */
import "./account";
import "./batch";
import "./chain";
import "./identity";
import "./key";
import "./order";
import "./committee";
import "./party";
import "./recovery";
import "./status";
import "./title";
import "./work";
